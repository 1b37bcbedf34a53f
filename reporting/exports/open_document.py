"""The sheets of a return for OpenDocument: typed cells, widths, formats, ready to print."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from odf import number, table
from odf.dc import Title
from odf.namespaces import STYLENS
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import (
    Footer,
    MasterPage,
    PageLayout,
    PageLayoutProperties,
    ParagraphProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TableRowProperties,
    TextProperties,
)
from odf.text import P, PageCount, PageNumber

from reporting.exports.sheets import Sheet, as_shown, places_of, typed
from reporting.returns.tables import Cell

LETTER = 0.19  # centimetres
MARGIN = "0.2cm"  # between a number and the text that follows it
PAGE = "return"
DAY, WORDS, WHOLE = "day", "words", "whole"


def open_document_of(title: str, sheets: Iterable[Sheet]) -> bytes:
    """The workbook, with a title and nobody's name."""
    book = Book(title)
    for sheet in sheets:
        book.add(sheet)
    stream = BytesIO()
    book.document.save(stream)
    return stream.getvalue()


class Book:
    """A workbook in the making: a style is written when the first cell asks for it."""

    def __init__(self, title: str) -> None:
        self.document = OpenDocumentSpreadsheet()
        self.known: dict[str, Any] = {}
        self._page()
        self._cell_style("title", TextProperties(fontweight="bold", fontsize="14pt"))
        self._cell_style(
            "heading",
            TextProperties(fontweight="bold"),
            backgroundcolor="#E8EDEE",
        )
        self._cell_style(WORDS)
        self._cell_style(DAY, on=self._day(), align="start")
        self._cell_style(WHOLE, on=self._number(0), align="end")
        self.document.meta.addElement(Title(text=title))

    def add(self, sheet: Sheet) -> None:
        """One more sheet: what it is about, its headings, its rows."""
        told = table.Table(name=sheet.name, stylename=self._table_style())
        self.document.spreadsheet.addElement(told)
        for width in sheet.widths:
            told.addElement(table.TableColumn(stylename=self._column(width)))
        across = len(sheet.table.columns)
        for line, style in zip(sheet.above, ("title", WORDS, WORDS), strict=True):
            row = self._row(told, sheet.height_across(line))
            cell = _text(line, self.known[style])
            cell.setAttribute("numbercolumnsspanned", str(across))
            row.addElement(cell)
            for _ in range(across - 1):
                row.addElement(table.CoveredTableCell())
        headings = table.TableHeaderRows()
        told.addElement(headings)
        row = self._row(headings, sheet.height(sheet.table.columns))
        for heading in sheet.table.columns:
            row.addElement(_text(heading, self.known["heading"]))
        for cells in sheet.table.rows:
            row = self._row(told, sheet.height(cells))
            for cell in cells:
                row.addElement(self._cell(cell))

    def _cell(self, cell: Cell) -> Any:
        if isinstance(cell, date):
            found = table.TableCell(
                valuetype="date", datevalue=cell.isoformat(), stylename=self.known[DAY]
            )
            found.addElement(P(text=as_shown(cell)))
        elif isinstance(cell, int | Decimal):
            style = self._decimal(places_of(cell)) if isinstance(cell, Decimal) else WHOLE
            found = table.TableCell(
                valuetype="float", value=str(cell), stylename=self.known[style]
            )
            found.addElement(P(text=str(cell)))
        else:
            return _text(typed(cell) or "", self.known[WORDS])
        return found

    def _row(self, above: Any, height: int) -> Any:
        name = f"row{height}"
        if name not in self.known:
            style = Style(name=name, family="table-row")
            style.addElement(
                TableRowProperties(rowheight=f"{height}pt", useoptimalrowheight="false")
            )
            self._keep(name, style)
        row = table.TableRow(stylename=self.known[name])
        above.addElement(row)
        return row

    def _column(self, width: int) -> Any:
        name = f"column{width}"
        if name not in self.known:
            style = Style(name=name, family="table-column")
            style.addElement(TableColumnProperties(columnwidth=f"{width * LETTER:.2f}cm"))
            self._keep(name, style)
        return self.known[name]

    def _decimal(self, places: int) -> str:
        name = f"decimal{places}"
        if name not in self.known:
            self._cell_style(name, on=self._number(places), align="end")
        return name

    def _number(self, places: int) -> Any:
        style = number.NumberStyle(name=f"number{places}")
        style.addElement(
            number.Number(decimalplaces=str(places), minintegerdigits="1", grouping="true")
        )
        self.document.automaticstyles.addElement(style)
        return style

    def _day(self) -> Any:
        style = number.DateStyle(name="in-words")
        style.addElement(number.Day())
        style.addElement(number.Text(text=" "))
        style.addElement(number.Month(style="long", textual="true"))
        style.addElement(number.Text(text=" "))
        style.addElement(number.Year(style="long"))
        self.document.automaticstyles.addElement(style)
        return style

    def _cell_style(
        self, name: str, *more: Any, on: Any = None, align: str = "", **cell: str
    ) -> None:
        style = Style(
            name=name, family="table-cell", **({"datastylename": on} if on else {})
        )
        style.addElement(
            TableCellProperties(wrapoption="wrap", verticalalign="top", **cell)
        )
        for each in more:
            style.addElement(each)
        if align:
            margin = {"marginright": MARGIN} if align == "end" else {}
            style.addElement(ParagraphProperties(textalign=align, **margin))
        self._keep(name, style)

    def _keep(self, name: str, style: Any) -> None:
        self.document.automaticstyles.addElement(style)
        self.known[name] = style

    def _table_style(self) -> Any:
        if PAGE not in self.known:
            style = Style(name=PAGE, family="table", masterpagename=PAGE)
            style.addElement(TableProperties(display="true", writingmode="lr-tb"))
            self._keep(PAGE, style)
        return self.known[PAGE]

    def _page(self) -> None:
        """A4 across, as many columns as there are on a page, with its number."""
        layout = PageLayout(name="page")
        paper = PageLayoutProperties(
            pagewidth="29.7cm",
            pageheight="21cm",
            printorientation="landscape",
            margin="1.4cm",
        )
        # The library does not know these two of OpenDocument 1.3.
        paper.attributes[STYLENS, "scale-to-X"] = "1"
        paper.attributes[STYLENS, "scale-to-Y"] = "0"
        layout.addElement(paper)
        self.document.automaticstyles.addElement(layout)
        master = MasterPage(name=PAGE, pagelayoutname=layout)
        footer = Footer()
        words = P(text="Page ")
        words.addElement(PageNumber())
        words.addText(" of ")
        words.addElement(PageCount())
        footer.addElement(words)
        master.addElement(footer)
        self.document.masterstyles.addElement(master)


def _text(words: str, style: Any) -> Any:
    cell = table.TableCell(valuetype="string", stylename=style)
    cell.addElement(P(text=words))
    return cell

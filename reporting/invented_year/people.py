"""Whom the year is about. Every name is a plant with a bit of weather or country."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random

from reporting.invented_year.chances import Deck

GIVEN_NAMES = (
    "Agrimony", "Alder", "Betony", "Bilberry", "Borage", "Bracken", "Bramble", "Buckthorn",
    "Burdock", "Campion", "Chervil", "Chicory", "Clover", "Cobnut", "Comfrey", "Damson",
    "Dock", "Fennel", "Figwort", "Foxglove", "Furze", "Hemlock", "Hyssop", "Knapweed",
    "Larkspur", "Lovage", "Mallow", "Medlar", "Milfoil", "Mugwort", "Nettle", "Orache",
    "Pepperwort", "Purslane", "Quince", "Ragwort", "Samphire", "Saxifrage", "Sedge",
    "Sloe", "Speedwell", "Tansy", "Teasel", "Thrift", "Toadflax", "Valerian", "Vetch",
    "Woodruff", "Yew",
)  # fmt: skip
SURNAMES = (
    "Blizzard", "Bogland", "Breeze", "Brackwater", "Chalkpit", "Cloudburst", "Coldsnap",
    "Coppice", "Dewfall", "Downpour", "Drizzle", "Dusk", "Fen", "Flint", "Floodplain",
    "Fogbank", "Gale", "Gravelbed", "Gust", "Hailstone", "Headland", "Heatwave",
    "Hedgerow", "Highwater", "Hoarfrost", "Icicle", "Lagoon", "Marsh", "Meadow",
    "Millpond", "Mizzle", "Moorland", "Mudflat", "Overcast", "Pebble", "Quarry",
    "Raincloud", "Riverbank", "Sandbank", "Scree", "Shingle", "Sleet", "Slipstream",
    "Snowdrift", "Spinney", "Squall", "Sunshower", "Thaw", "Thicket", "Tidemark",
    "Updraught", "Waterfall", "Whirlwind", "Windbreak",
)  # fmt: skip
BIRDS = (
    "Avocet", "Bittern", "Bunting", "Chiffchaff", "Corncrake", "Curlew", "Dabchick",
    "Dipper", "Dotterel", "Dunlin", "Fieldfare", "Firecrest", "Fulmar", "Gannet",
    "Garganey", "Godwit", "Goldcrest", "Goosander", "Grebe", "Guillemot", "Heron",
    "Jackdaw", "Kittiwake", "Lapwing", "Linnet", "Magpie", "Moorhen", "Nightjar",
    "Nuthatch", "Oystercatcher", "Petrel", "Pintail", "Pipit", "Plover", "Pochard",
    "Puffin", "Redshank", "Redstart", "Sandpiper", "Shearwater", "Siskin", "Skylark",
    "Snipe", "Stonechat", "Teal", "Treecreeper", "Turnstone", "Wagtail", "Waxwing",
    "Wheatear", "Whimbrel", "Whinchat", "Wigeon", "Wryneck", "Yellowhammer",
)  # fmt: skip
YEAR = 365.25


@dataclass(frozen=True)
class Person:
    """Somebody who is referred. Nobody may know when they were born."""

    given_names: str
    surname: str
    born_on: date | None


class Cast:
    """Everybody who is referred in the year, no two of the same name."""

    def __init__(self, rng: Random):
        self.rng = rng
        self.names = Deck(rng, list(product(GIVEN_NAMES, SURNAMES)))

    def somebody(self, on: date, youngest: int, oldest: int) -> Person:
        """A new person, between two ages on a day."""
        given_names, surname = self.names.draw()
        # Adults crowd towards the younger end; a short band is even.
        peak = youngest + (oldest - youngest) / 3
        age = self.rng.triangular(youngest, oldest + 0.9, peak)
        born_on = on - timedelta(days=round(age * YEAR) + 1)
        return Person(given_names, surname, born_on)

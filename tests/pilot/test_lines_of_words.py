"""What a template repeats for lines of words: all of them there, and none of them run."""

from django.template import engines


def rendered(source, **context):
    return engines["django"].from_string("{% load pilot %}" + source).render(context)


def test_each_line_of_words_fills_the_same_markup():
    source = "{% each lines %}<td>{% word %}</td><td>{% word %}</td>{% endeach %}"

    told = rendered(source, lines=[("a", "b"), ("c", 4)])

    assert told == "<td>a</td><td>b</td><td>c</td><td>4</td>"
    assert rendered(source, lines=[]) == ""


def test_what_is_inside_may_show_what_is_around_it():
    source = (
        "{% each lines %}{% for name in names %}<td data-label='{{ name }}'>{% word %}"
        "</td>{% endfor %}{% endeach %}"
    )

    told = rendered(source, names=["{0}", "<b>"], lines=[("x", "y")])

    assert told == "<td data-label='{0}'>x</td><td data-label='&lt;b&gt;'>y</td>"


def test_a_word_is_written_and_never_run():
    told = rendered("{% each lines %}{% word %}{% endeach %}", lines=[("<script>{}",)])

    assert told == "&lt;script&gt;{}"

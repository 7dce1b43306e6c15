"""The start tags of HTML sources, well formed and not."""

import pytest

from gmis_simulator.inbox.markup import start_tags


def found(html: str) -> list[tuple[str, dict[str, str]]]:
    return [(tag.name, tag.attributes) for tag in start_tags(html)]


def test_tags_and_attributes_are_named_in_lower_case_and_their_values_decoded() -> None:
    html = '<P>1 < 2<A\n HREF=\'?a=1&amp;b=2\' CLASS=x/y ID="i" DATA-日="" hidden></a><br/>'
    attributes = {"href": "?a=1&b=2", "class": "x/y", "id": "i", "data-日": "", "hidden": ""}
    assert found(html) == [("p", {}), ("a", attributes), ("br", {})]


def test_of_an_attribute_that_is_written_twice_the_first_counts() -> None:
    assert found("<a href=1 HREF=2>") == [("a", {"href": "1"})]


@pytest.mark.parametrize("html", ["<!-- <a> -->", "<!doctype <a >", "<?x <a ?>", "</a <b>", "<textarea><a></textarea>"])
def test_what_stands_where_no_tag_can_stand_is_none(html: str) -> None:
    assert "a" not in [name for name, _ in found(html)]


def test_a_tag_inside_an_attribute_is_none() -> None:
    assert found("""<p title="<a>" lang='<b>'><i>""") == [("p", {"title": "<a>", "lang": "<b>"}), ("i", {})]


def test_the_content_of_a_style_comes_with_it() -> None:
    (style, p) = start_tags("<style>a > b {} <i></STYLE ><p>")
    assert (style.content, p.name, p.content) == ("a > b {} <i>", "p", "")


def test_where_a_tag_stands_is_told() -> None:
    html = "日\n<b class='>'>x"
    (tag,) = start_tags(html)
    assert html[tag.start : tag.end] == "<b class='>'>"


@pytest.mark.parametrize("html", ["<a", "<a href='x>y", "<!-- <a>", "<", "<style><a>"])
def test_what_is_never_closed_goes_on_to_the_end(html: str) -> None:
    assert "a" not in [name for name, _ in found(html)]


# Each is quadratic, or worse, for a reader that looks twice.
@pytest.mark.parametrize("piece", ["<a ", "<!--", "<![if", "<a b='", "<div>", "<script>", "</", "<a b", '="', "<b c=>"])
def test_a_hostile_source_of_a_million_characters_is_read(piece: str) -> None:
    assert len(list(start_tags("<a " + piece * (1_000_000 // len(piece))))) <= 200_000

"""What charts reckon before templates draw them."""

from tereze.ui import charts


def test_a_pyramid_begins_at_the_bottom_and_reaches_away_from_the_middle() -> None:
    drawn = charts.pyramid([("0–4", 100, 50), ("5–9", 25, 0)])

    top, bottom = drawn.bands
    assert (top.label, bottom.label) == ("5–9", "0–4")
    assert bottom.left == 0
    assert bottom.left_width == 2 * bottom.right_width == 44
    assert top.right_width == 0
    assert bottom.right == 56
    assert drawn.height == 34


def test_groups_stand_side_by_side_and_share_one_scale() -> None:
    drawn = charts.groups(["born", "died"], [("2024", [10, 5]), ("2025", [0, -3])])

    first, second = drawn.groups
    assert [mark.height for mark in first.marks] == [100, 50]
    assert [mark.height for mark in second.marks] == [0, 0]
    assert first.marks[0].left < first.marks[1].left < second.marks[0].left < 100
    assert drawn.kinds == ("born", "died")


def test_charts_of_nothing_have_no_height_of_their_own() -> None:
    assert charts.pyramid([]).bands == ()
    assert charts.groups(["born"], []).groups == ()
    assert charts.bars([]) == []

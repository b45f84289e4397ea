"""The small bars of a month."""

from tenants.oversight.sparkline import HEIGHT, bars


def test_the_busiest_day_is_as_high_as_the_drawing_and_others_in_proportion() -> None:
    assert [bar.height for bar in bars([0, 5, 10])] == [1, HEIGHT // 2, HEIGHT]


def test_bars_stand_on_the_ground_side_by_side() -> None:
    drawn = bars([1, 2])

    assert {bar.y + bar.height for bar in drawn} == {HEIGHT}
    assert [bar.x for bar in drawn] == [0, 5]


def test_days_without_a_certificate_keep_a_quiet_line() -> None:
    assert [(bar.height, bar.soft) for bar in bars([None, 0])] == [(1, True), (1, True)]

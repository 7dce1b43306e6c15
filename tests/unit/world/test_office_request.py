import pytest

from gmis_simulator.world.office_request import ITEMS, read_request

WHOLE = {
    "name": "見本医院",
    "location": "大阪市1-2-3",
    "contact": "山田",
    "address": "n@w.example",
}


@pytest.mark.parametrize(
    "text",
    [
        # the manual's numbers, with its labels or without
        "①医療機関名:見本医院\n②所在地:大阪市1-2-3\n③ご担当者名:山田\n④変更後のメールアドレス:n@w.example",
        "①見本医院\n②大阪市1-2-3\n③山田\n④n@w.example",
        "①見本医院 ②大阪市1-2-3 ③山田 ④n@w.example",
        "【①医療機関名】見本医院\n【②所在地】大阪市1-2-3\n【③ご担当者名】山田\n【④変更後のメールアドレス】n@w.example",
        # other numbers
        "(1)見本医院\n(2)大阪市1-2-3\n(3)山田\n(4)n@w.example",
        "(1) 見本医院 (2) 大阪市1-2-3 (3) 山田 (4) n@w.example",
        "1. 見本医院\n2. 大阪市1-2-3\n3. 山田\n4. n@w.example",
        "1、見本医院\n2、大阪市1-2-3\n3、山田\n4、n@w.example",
        "1) 医療機関名 見本医院\n2) 住所 大阪市1-2-3\n3) 担当者 山田\n4) 新しいメールアドレス n@w.example",
        "1 医療機関名: 見本医院\n2 所在地: 大阪市1-2-3\n3 担当者: 山田\n4 メール: n@w.example",
        "[1] 見本医院\n[2] 大阪市1-2-3\n[3] 山田\n[4] n@w.example",
        # full-width
        "1．医療機関名　見本医院\n2．所在地　大阪市1－2－3\n"
        "3．ご担当者名　山田\n4．変更後のメールアドレス　n@w.example",
        "医療機関名：見本医院\n所在地：大阪市１－２－３\n担当者名：山田\nメールアドレス：ｎ＠ｗ．ｅｘａｍｐｌｅ",
        "（１）医療機関名：見本医院\n（２）所在地：大阪市１－２－３\n（３）ご担当者名：山田\n（４）Ｅ－ｍａｉｌ：n@w.example",
        # labels in brackets, behind bullets, with a note, in a row of a table
        "【医療機関名】見本医院\n【所在地】大阪市1-2-3\n【ご担当者名】山田\n【変更後のメールアドレス】n@w.example",
        "・医療機関名:見本医院\n・所在地:大阪市1-2-3\n・担当:山田\n・新メールアドレス:n@w.example",
        "■クリニック名 見本医院\n■住所 大阪市1-2-3\n■担当者 山田\n■新しいアドレス n@w.example",
        "医療機関名(正式名称):見本医院\n所在地(住所):大阪市1-2-3\nご担当者名(フルネーム):山田\nメールアドレス(変更後):n@w.example",
        "医療機関名|見本医院\n所在地|大阪市1-2-3\n担当者|山田\nメールアドレス|n@w.example",
        "医療機関名・・・見本医院\n所在地・・・大阪市1-2-3\n担当者・・・山田\nメール・・・n@w.example",
        "医療機関名　：見本医院\n所　在　地　：大阪市1-2-3\n担　当　者　：山田\n新アドレス　：n@w.example",
        # the value on the next line
        "医療機関名\n見本医院\n所在地\n大阪市1-2-3\nご担当者名\n山田\n変更後のメールアドレス\nn@w.example",
        "①医療機関名:\n  見本医院\n\n②所在地:\n  〒540-0000\n  大阪市1-2-3\n"
        "\n③ご担当者名:\n\n  山田\n\n④変更後のメールアドレス:\n  <n@w.example>",
        "①\n見本医院\n②\n大阪市1-2-3\n③\n山田\n④\nn@w.example",
        # sentences
        "医療機関名は見本医院です。\n所在地は〒540-0000 大阪市1-2-3です。\n"
        "担当者は山田です。\n新しいアドレスは n@w.example です。",
        "医療機関名は見本医院、所在地は大阪市1-2-3、担当者は山田です。新しいアドレスはn@w.exampleです。",
        "施設名:見本医院 住所:大阪市1-2-3 担当者:山田 メールアドレス:n@w.example",
        "医療機関名は「見本医院」です。所在地は「大阪市1-2-3」、担当者は「山田」です。\n"
        "メールアドレスを n@w.example に変更してください。",
        # the old address beside the new one
        "①見本医院\n②大阪市1-2-3\n③山田\n④\n旧：o@w.example\n新：n@w.example",
        "①見本医院\n②大阪市1-2-3\n③山田\n④旧：o@w.example\n　新：n@w.example",
        "①見本医院\n②大阪市1-2-3\n③山田\n④o@w.example → n@w.example",
        "病院名:見本医院\n所在地:大阪市1-2-3\n担当者:山田\nメールアドレスをo@w.exampleからn@w.exampleに変更してください。",
        "病院名:見本医院\n所在地:大阪市1-2-3\n担当者:山田\n変更前のメールアドレス:o@w.example\n変更後のメールアドレス:n@w.example",
        "病院名:見本医院\n所在地:大阪市1-2-3\n担当者:山田\nメールアドレス(旧):o@w.example\nメールアドレス(新):n@w.example",
    ],
)  # fmt: skip
def test_the_four_items_are_read_as_people_write_them(text: str) -> None:
    assert read_request(text) == WHOLE


ITEMS_AS_TOLD = (
    "①医療機関名：見本医院\n②所在地：大阪市1-2-3\n"
    "③ご担当者名：山田\n④変更後のメールアドレス：n@w.example\n"
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "定期報告事務局 御中\n\nお世話になっております。見本医院の山田と申します。\n"
            "登録のメールアドレスが廃止されたため、変更をお願いいたします。\n\n",
            "\n以上、よろしくお願いいたします。\n\n--\n見本医院 山田\n住所: 別の町9\nMail: o@w.example\n",
        ),
        ("メールアドレスが使えなくなったため、変更をお願いします。\n担当者が変わりました。\n", ""),
        ("メールアドレス　変更のお願い\n", "\nメール: y@w.example\n"),
        ("現在のメールアドレス：o@w.example\n", "\n旧メールアドレス：o@w.example\n"),
        ("下記のとおり、①～④をお送りします。\n", ""),
        ("①医療機関名、②所在地、③ご担当者名、④変更後のメールアドレスを記載します。\n\n", ""),
        ("①から④の4点をお送りします。\n", ""),
        ("メール: y@w.example\n", ""),
        (
            "ご返信ありがとうございます。\n",
            "\n> ①医療機関名：別の病院\n＞ ④変更後のメールアドレス：o@w.example\n",
        ),
        ("> ①医療機関名：別の病院\n> ②所在地\n\n", "\n-----Original Message-----\n④変更後のメールアドレス\n\n事務局\n"),
    ],
)
def test_what_is_written_around_the_items_does_not_count(before: str, after: str) -> None:
    assert read_request(before + ITEMS_AS_TOLD + after) == WHOLE
    assert read_request((before + ITEMS_AS_TOLD + after).replace("\n", "\r\n")) == WHOLE


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_that_is_left_out_or_left_empty_is_missing(item: str) -> None:
    lines = {key: f"{label}：{WHOLE[key]}" for key, label in ITEMS.items()}
    rest = WHOLE.keys() - {item}
    assert read_request("\n".join(lines[key] for key in ITEMS if key != item)).keys() == rest
    lines[item] = f"{ITEMS[item]}："
    assert read_request("\n".join(lines.values()) + "\n\n以上、よろしくお願いいたします。").keys() == rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "メールアドレスの変更をお願いします。",
        "メールアドレスが使えなくなりました。\nどうすればよいでしょうか。",
        "1-2-3\n4-5",
        "TEL 06-1234-5678\n10:30に電話をください。",
        "①医療機関名\n②所在地\n③ご担当者名\n④変更後のメールアドレス\n",
        "①～④を後ほどお送りします。",
        "> ①見本医院\n> ②大阪市\n> ③山田\n> ④n@w.example",
    ],
)
def test_where_no_item_is_given_none_is_read(text: str) -> None:
    assert read_request(text) == {}


def test_a_name_may_begin_as_a_sentence_goes_on() -> None:
    assert read_request("①のぞみ医院\n②もりぐち市1\n③をだ") == {
        "name": "のぞみ医院",
        "location": "もりぐち市1",
        "contact": "をだ",
    }


def test_digits_of_an_address_on_its_own_line_are_no_number_mark() -> None:
    text = "②所在地：\n1-2-3 見本ビル\n③ご担当者名：\n4-5 の山田"
    assert read_request(text) == {"location": "1-2-3 見本ビル", "contact": "4-5 の山田"}


def test_what_cannot_be_an_address_is_handed_on_as_it_was_written() -> None:
    assert read_request("④変更後のメールアドレス：未定です。") == {"address": "未定"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a colon is surer than a space, and a number surer than a space or 「は」
        ("医療機関名 別の病院\n医療機関名:見本医院", "見本医院"),
        ("医療機関名:見本医院\n医療機関名 別の病院", "見本医院"),
        ("医療機関名 別の病院\n1) 医療機関名 見本医院", "見本医院"),
        ("医療機関名は別の病院です。\n①見本医院", "見本医院"),
        # of two that are as sure the first one counts
        ("医療機関名:見本医院\n医療機関名:別の病院", "見本医院"),
        ("医療機関名 見本医院\n医療機関名 別の病院", "見本医院"),
    ],
)
def test_of_two_lines_about_one_item_the_surer_one_counts_else_the_first(text: str, name: str) -> None:
    assert read_request(text) == {"name": name}


@pytest.mark.parametrize(
    "text",
    [
        # the one that is called new, by its label or by the number
        "メールアドレス:o@w.example\n新しいメールアドレス:n@w.example",
        "メールアドレス:o@w.example\n④メールアドレス:n@w.example",
        "メールアドレス:o@w.example\n④n@w.example",
        "新しいメールアドレス:n@w.example\nメールアドレス:o@w.example",
        # one that is an address rather than one that is none
        "新しいメールアドレス:未定\nメール:n@w.example",
        "メール:n@w.example\n新しいメールアドレス:未定",
        # of two that are as new the first one
        "新しいメールアドレス:n@w.example\n④o@w.example",
    ],
)
def test_of_two_addresses_the_new_one_counts_else_the_first(text: str) -> None:
    assert read_request(text) == {"address": "n@w.example"}


@pytest.mark.parametrize("text", ["④n@w.example (6月1日から)", "④mailto:n@w.example", "④<mailto:n@w.example>です。"])
def test_an_address_is_found_in_what_is_written_around_it(text: str) -> None:
    assert read_request(text) == {"address": "n@w.example"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("①「見本医院」", "見本医院"),
        ("①・見本医院", "見本医院"),
        ("①Xクリニック", "Xクリニック"),
        ("①クリニックX", "クリニックX"),
    ],
)
def test_a_name_loses_its_brackets_and_nothing_else(text: str, name: str) -> None:
    assert read_request(text) == {"name": name}


@pytest.mark.parametrize(
    "text", ["①医療機関名：\n--\n見本医院", "①医療機関名：\n＞ 見本医院", "①医療機関名：\n> 見本医院"]
)
def test_a_label_finds_no_value_in_a_signature_or_in_what_is_quoted(text: str) -> None:
    assert read_request(text) == {}


def test_a_quoted_line_does_not_count_whatever_the_width_of_its_sign() -> None:
    assert read_request("＞ ①別の病院\n> ②別の町\n③山田") == {"contact": "山田"}

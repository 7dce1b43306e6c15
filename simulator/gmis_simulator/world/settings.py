"""The settings of one world: every behaviour that the manual does not fix, with default, unit and provenance.

Each description begins with where the default comes from: manual, platform, public or assumed.
docs/fidelity.md lists them all, and a test holds the two together.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from gmis_api.language import _
from gmis_simulator.world.one_line import PATTERN

DEFAULT_MAIL_SUBJECT = "【厚生労働省G-MIS事務局】パスワード再設定のご案内"
DEFAULT_MAIL_TEXT = """\
{name} 様

G-MIS(医療機関等情報支援システム)のパスワード再設定を受け付けました。
ユーザ名: {username}

下記のURLを開き、「パスワードのリセット」をクリックしてください。

{url}

このURLの有効期限は{hours}時間です。期限を過ぎた場合は、もう一度はじめからお手続きください。
お心当たりのない場合は、このメールを破棄してください。

このメールアドレスは送信専用です。ご返信いただいてもお答えできません。
厚生労働省G-MIS事務局
"""
DEFAULT_LOCKED_MAIL_TEXT = """\
{name} 様

G-MIS(医療機関等情報支援システム)のパスワード再設定の申し込みがありましたが、
アカウントがロックされているため、お手続きできません。
ユーザ名: {username}

しばらく時間をおいてから、もう一度はじめからお手続きください。

このメールアドレスは送信専用です。ご返信いただいてもお答えできません。
厚生労働省G-MIS事務局
"""


class Settings(BaseModel):
    """Unknown names and values outside their range are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    link_lifetime_hours: int = Field(24, ge=1, le=8760, description="platform: hours until a reset link is dead")
    interstitial: bool = Field(True, description="platform: off, the first GET spends the link (older configuration)")
    spent_link_leads_to: Literal["forgot", "login"] = Field(
        "forgot", description="platform: where the interstitial's button leads once the link is spent"
    )
    older_links_revoked: bool = Field(True, description="assumed: a newer request revokes the links before it")
    change_revokes_links: bool = Field(
        False,
        description="assumed: a password change revokes the links that were sent before it; False: an older link "
        "lives on, where a newer request did not revoke it",
    )
    address_change_revokes_links: bool = Field(
        False, description="assumed: another registered address revokes the links that were sent to the one before"
    )
    reset_lifts_lock: bool = Field(
        False, description="assumed: a new password by a reset link lifts a lock; False: it fails to log in until then"
    )
    reset_requests_per_day: int = Field(
        5, ge=1, le=10_000, description="public (old): reset requests of one user name in 24 hours; more bring no mail"
    )
    one_day_between_changes: bool = Field(
        False, description="platform: a second password change within 24 hours is refused"
    )
    password_minimum_length: int = Field(8, ge=1, le=128, description="manual: characters a password needs")
    password_history: int = Field(3, ge=0, le=24, description="platform: how many last passwords are refused")
    lockout_failures: int = Field(10, ge=1, le=1000, description="platform: failed logins in a row that lock")
    lockout_minutes: int = Field(15, ge=1, le=525_600, description="platform: minutes that a lock lasts")
    session_idle_minutes: int = Field(120, ge=1, le=525_600, description="platform: idle minutes that end a session")
    change_ends_other_sessions: bool = Field(
        True, description="assumed: a password change ends the sessions in other browsers"
    )
    password_hash_passes: int = Field(1, ge=1, le=10, description="assumed: Argon2 time cost, in passes")
    password_hash_memory_kib: int = Field(
        8, ge=8, le=65_536, description="assumed: Argon2 memory cost, in KiB; low, since it guards nothing real"
    )
    envelope_sender: str = Field(
        "bounce@mailer.{world}.example",
        pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*@([a-z0-9-]+\.){0,4}\{world\}\.(example|test)$",
        description="platform: the bounce address lies on another domain than the From header; the name is assumed",
    )
    mail_authentication: Literal["aligned", "not-aligned", "unsigned", "spf-only"] = Field(
        "aligned",
        description="platform: SPF passes for the bounce address, DKIM for the From header's domain; not-aligned: both "
        "for the bounce address; unsigned: no DKIM; spf-only: no DKIM, and the bounce address is helpdesk@",
    )
    dmarc_policy: Literal["none", "quarantine", "reject"] = Field(
        "quarantine", description="assumed: what the sender's domain asks for when a mail fails DMARC"
    )
    dotted_addresses: Literal["given-up", "sent"] = Field(
        "given-up",
        description="assumed: a mail to an address with dots beside each other or at an end, as carriers gave them "
        "out, is given up at once and bounces, as RFC 5321 has it, or is sent all the same",
    )
    address_spoiled: Literal["no", "plus-lost", "plus-as-blank", "dots-lost", "lower-case"] = Field(
        "no",
        description="assumed: what the sender's system does to the part before the @: it loses what follows a plus "
        "sign, makes a blank of it, loses dots, or writes it in small letters",
    )
    mail_charset: Literal["utf-8", "iso-2022-jp"] = Field("utf-8", description="assumed: charset of the reset mail")
    mail_encoding: Literal["base64", "quoted-printable"] = Field(
        "base64",
        description="assumed: transfer encoding of the reset mail; iso-2022-jp is 7bit, or base64 for long lines",
    )
    address_change_days: list[Annotated[int, Field(ge=0, le=365)]] = Field(
        [7, 14],
        min_length=2,
        max_length=2,
        description="manual: days until a changed address is registered, at least and at most",
    )
    mail_subject: str = Field(
        DEFAULT_MAIL_SUBJECT,
        min_length=1,
        max_length=200,
        pattern=PATTERN,
        description="assumed: subject of the reset mail; its beginning is public",
    )
    mail_text: str = Field(
        DEFAULT_MAIL_TEXT,
        max_length=20_000,
        description="assumed: body of the reset mail; {name} {username} {url} {hours} are filled in",
    )
    locked_mail_text: str = Field(
        DEFAULT_LOCKED_MAIL_TEXT,
        max_length=20_000,
        description="assumed: body of the mail to a locked account; {name} {username} are filled in",
    )
    mail_retry_minutes: list[Annotated[int, Field(ge=1, le=10_080)]] = Field(
        [1, 5, 15, 60],
        min_length=1,
        description="assumed: minutes before each further try of a deferred mail; the last one repeats",
    )
    mail_retry_hours: int = Field(24, ge=1, le=720, description="assumed: hours until a deferred mail is given up")
    report_on_phones: bool = Field(
        False,
        description="public: phones and tablets can log in, but the report screens are not supported there; "
        "True: they are",
    )
    night_closed_hours: list[Annotated[int, Field(ge=0, le=23)]] = Field(
        [],
        max_length=2,
        description="public (a related system): from and to hour, in Japan's time, between which nothing can be "
        "entered, for example [2, 5]; empty: never",
    )
    sunday_maintenance_hours: list[Annotated[int, Field(ge=0, le=23)]] = Field(
        [],
        max_length=2,
        description="public (a related system): hours of maintenance on the first and third Sunday of a month, for "
        "example [0, 4]; empty: never",
    )

    def take_over(self, other: "Settings") -> None:
        """Have the values of ``other``: the parts of a world all look at these settings."""
        self.__dict__.update(other.__dict__)  # frozen against anything else, since other values are validated

    @field_validator("address_change_days")
    @classmethod
    def _at_least_and_at_most(cls, days: list[int]) -> list[int]:
        if days[0] > days[1]:
            raise ValueError(_("the first number must not be above the second"))
        return days

    @field_validator("night_closed_hours", "sunday_maintenance_hours")
    @classmethod
    def _none_or_from_and_to(cls, hours: list[int]) -> list[int]:
        if hours and (len(hours) != 2 or hours[0] >= hours[1]):
            raise ValueError(_("must be empty or two hours, the first below the second"))
        return hours

    @field_validator("mail_text")
    @classmethod
    def _holds_the_link(cls, text: str) -> str:
        if "{url}" not in text:
            raise ValueError(_("must hold {url}, where the reset link goes"))
        return text

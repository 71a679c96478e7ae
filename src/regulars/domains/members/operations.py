"""Writing people down: who takes which name, who they are."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.domains.members.contracts import Known, Member, Merge, Ref
from regulars.domains.members.store import SQL


def take(conn: Connection, program_id: UUID, wanted: Sequence[tuple[Ref, Known]]) -> int:
    """Will give names to accounts where nobody has them yet; answers how many were free."""
    columns = {
        "program_id": program_id,
        "kinds": [ref.kind for ref, _ in wanted],
        "values": [ref.value for ref, _ in wanted],
        "account_ids": [known.account_id for _, known in wanted],
        "member_ids": [known.member_id for _, known in wanted],
    }
    return SQL.run(conn, "take_aliases", columns) if wanted else 0


def repoint(conn: Connection, program_id: UUID, refs: Sequence[Ref], to: Known) -> int:
    """Will make guests' names the member's; answers how many were still a guest's."""
    columns = {
        "program_id": program_id,
        "kinds": [ref.kind for ref in refs],
        "values": [ref.value for ref in refs],
        "account_id": to.account_id,
        "member_id": to.member_id,
    }
    return SQL.run(conn, "repoint_aliases", columns)


def adopt(conn: Connection, program_id: UUID, guest: UUID, to: Known) -> list[Ref]:
    """Will make every name of a guest's account the member's; answers which."""
    columns = {
        "program_id": program_id,
        "guest": guest,
        "account_id": to.account_id,
        "member_id": to.member_id,
    }
    return [Ref(kind, value) for kind, value in SQL.rows(conn, "adopt_aliases", columns)]


def absorb(conn: Connection, program_id: UUID, absorbed: UUID, to: Known) -> None:
    """Will make every name of one member another one's."""
    columns = {
        "program_id": program_id,
        "absorbed": absorbed,
        "account_id": to.account_id,
        "member_id": to.member_id,
    }
    SQL.run(conn, "absorb_aliases", columns)


def settle(conn: Connection, member: Member, account_id: UUID, role: str) -> Member:
    """Will put a locked member into another account, under all their names."""
    known = Known(account_id=account_id, member_id=member.member_id)
    absorb(conn, member.program_id, member.member_id, known)
    moved = msgspec.structs.replace(member, account_id=account_id, role=role)
    SQL.run(conn, "settle", msgspec.structs.asdict(moved))
    return moved


def forget(conn: Connection, program_id: UUID, member_id: UUID) -> None:
    """Will free every name that leads to a member."""
    SQL.run(conn, "forget_aliases", {"program_id": program_id, "member_id": member_id})


def bar(conn: Connection, program_id: UUID, ref: Ref, code: str) -> None:
    """Will refuse whoever comes by a name with this code; '' lets it be good again."""
    columns = {
        "program_id": program_id,
        "kind": ref.kind,
        "value": ref.value,
        "barred": code,
    }
    SQL.run(conn, "bar_alias", columns)


def drop(conn: Connection, program_id: UUID, member_id: UUID, refs: Sequence[Ref]) -> None:
    """Will free names that a member no longer goes by."""
    columns = {
        "program_id": program_id,
        "member_id": member_id,
        "kinds": [ref.kind for ref in refs],
        "values": [ref.value for ref in refs],
    }
    SQL.run(conn, "drop_aliases", columns)


def add(conn: Connection, program_id: UUID, members: Sequence[Member]) -> None:
    """Will write new members down; their names must have been taken before."""
    if not members:
        return
    columns: dict[str, object] = {
        "program_id": program_id,
        "member_ids": [one.member_id for one in members],
        "account_ids": [one.account_id for one in members],
        "names": [one.name for one in members],
        "emails": [one.email for one in members],
        "phones": [one.phone for one in members],
        "external_ids": [one.external_id for one in members],
        "cards": [one.card for one in members],
        "birth_dates": [one.birth_date for one in members],
        "languages": [one.language for one in members],
        "attributes": [one.attributes.decode() for one in members],
        "segments": [one.segments.decode() for one in members],
        "ways": [one.way for one in members],
        "joined": [one.joined_at for one in members],
        "simulated": [one.simulated for one in members],
    }
    SQL.run(conn, "insert_members", columns)


def change(conn: Connection, member: Member) -> None:
    """Will write a member down as they are now."""
    columns = {
        name: getattr(member, name)
        for name in (
            "member_id", "program_id", "name", "email", "phone", "external_id", "card",
            "birth_date", "language", "erased_at", "closed_at", "merged_into",
        )
    }  # fmt: skip
    columns["attributes"] = member.attributes.decode()
    columns["segments"] = member.segments.decode()
    SQL.run(conn, "update_member", columns)


def give_back(
    conn: Connection, program_id: UUID, member_id: UUID, refs: Sequence[Ref], to: Known
) -> list[Ref]:
    """Will make names of one member another one's; answers those that were still the giver's."""
    columns = {
        "program_id": program_id,
        "giver": member_id,
        "kinds": [ref.kind for ref in refs],
        "values": [ref.value for ref in refs],
        "account_id": to.account_id,
        "member_id": to.member_id,
    }
    return [Ref(kind, value) for kind, value in SQL.rows(conn, "give_aliases_back", columns)]


def note_merge(conn: Connection, merge: Merge) -> None:
    """Will note that two became one."""
    columns = msgspec.structs.asdict(merge) | {"kept": merge.kept.decode()}
    SQL.run(conn, "insert_merge", columns)


def note_split(conn: Connection, merge: Merge, at: datetime, actor: str) -> None:
    """Will note that the two are two again."""
    columns = {"program_id": merge.program_id, "member_id": merge.member_id,
               "merge_id": merge.merge_id, "at": at, "actor": actor}  # fmt: skip
    SQL.run(conn, "split_merge", columns)


def forget_merges(conn: Connection, program_id: UUID, member_id: UUID) -> None:
    """Will drop what was kept of others who became a member that is erased."""
    SQL.run(conn, "forget_merges", {"program_id": program_id, "member_id": member_id})


def forget_old_merges(conn: Connection, program_id: UUID, before: datetime) -> int:
    """Will drop what was kept of merges that can no longer be undone; answers of how many."""
    return SQL.run(conn, "forget_old_merges", {"program_id": program_id, "before": before})

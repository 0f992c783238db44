"""Parties where the parse or the words put them: lists, far phrases, pronouns, hosts, compatriots, answers."""

from __future__ import annotations

import pytest
from tests.events.conftest import Events, brief, said

FAR = [
    ("Varnia held talks in Sarnath with Tamaria.", "CONSULT VAR>TMR happened", "the partner hangs on the place"),
    ("Varnia has suspended aid to a Tamarian group known as the Lanterns.", "SANCTION VAR>TMR happened", "far phrase"),
    ("Varnia has massed 40,000 troops near Tamaria, images show.", "MOBILIZE VAR>TMR happened", "swallowed verb"),
    ("Varnia donated generators to assist Tamaria.", "AID VAR>TMR happened", "help told by its purpose"),
    ("Varnia mobilised the army for an assault against Tamaria.", "MOBILIZE VAR>TMR happened", "what it is for"),
    ("Varnia withdrew some of its troops from Tamaria.", "RETREAT VAR>TMR happened", "a part of the troops"),
    ("Two Tamarian sailors were arrested in Varnia.", "COERCE VAR>TMR happened", "the host state arrests"),
    ("Relations between Varnia and Tamaria were severed.", "SANCTION VAR>TMR happened", "by one of the two"),
    ("Varnia came out in support of Tamaria.", "SUPPORT VAR>TMR happened", "in support of"),
    ("Varnia arrested and jailed two Tamarian sailors.", "COERCE VAR>TMR happened", "a shared object"),
    ("Varnia condemned the executions of four miners in Tamaria.", "ACCUSE VAR>TMR happened", "a state's deed"),
]  # fmt: skip

SENSES = [
    ("Varnia refused Tamaria entry to its ports.", "REJECT VAR>TMR happened", "entry refused"),
    ("Varnia freed three Tamarian sailors.", "RETREAT VAR>TMR happened", "people freed"),
    ("Varnia accepted the demands of Tamaria.", "CONCEDE VAR>TMR happened", "demands accepted"),
    ("Varnia pledged its support for Tamaria.", "SUPPORT VAR>TMR happened", "support pledged is support"),
    ("Varnia cancelled the visas of Tamarian officials.", "SANCTION VAR>TMR happened", "visas"),
    ("Varnia launched a scathing attack on Tamaria.", "ACCUSE VAR>TMR happened", "an attack with words"),
    ("Varnia invited Tamaria to the talks.", "AGREE VAR>TMR happened", "an invitation"),
    ("Varnia trades with Tamaria.", "COOPERATE VAR>TMR happened", "no accusations traded"),
    ("Varnia and Tamaria traded accusations on Monday.", "ACCUSE VAR>TMR happened", "accusations traded"),
    ("Leaders of the Pelagic Alliance met on Monday.", "CONSULT PELA>PELA happened", "an alliance's own meeting"),
    ("Varnian warships left Tamaria.", "RETREAT VAR>TMR happened", "forces that leave"),
]  # fmt: skip

NONE = [
    ("Varnia expressed thanks to its own voters.", "nobody abroad is thanked"),
    ("Varnia released a report on Tamarian wheat.", "a report is no prisoner"),
    ("Varnia sells wheat to Tamaria.", "trade is no aid"),
    ("Varnia supplies a third of Tamarian gas.", "trade is no aid"),
    ("The Varnian senator left Tamaria.", "no forces leave"),
    ("Varnia failed to condemn Tamaria.", "what was not said"),
    ("Varnia hesitated to accuse Tamaria.", "what was not said"),
    ("Varnia assured Tamaria that the harvest was good.", "nothing is promised"),
    ("Varnia pressed its claims on Tamaria's reefs.", "claims are no persons asked"),
    ("The failure of Varnia to denounce Tamaria was plain.", "an infinitive under a noun tells no speech"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), [*FAR, *SENSES], ids=[row[0] for row in (*FAR, *SENSES)])
def test_the_parties_are_found(events: Events, text: str, expected: str, why: str) -> None:
    assert expected in brief(events(text)), why


@pytest.mark.parametrize(("text", "why"), NONE, ids=[row[0] for row in NONE])
def test_near_misses_tell_none(events: Events, text: str, why: str) -> None:
    assert brief(events(text)) == [], why


def test_what_is_presupposed_in_a_warning_took_place(events: Events) -> None:
    text = "Varnia warned that it would respond after Tamaria bombed a Varnian port."
    warning = said(text, "it would respond after Tamaria bombed a Varnian port", "warned", "VAR", "threaten")
    assert "ASSAULT TMR>VAR happened" in brief(events(text, warning))


def test_it_is_whoever_speaks(events: Events) -> None:
    text = "Varnia said it had freed two Tamarian sailors."
    saying = said(text, "it had freed two Tamarian sailors", "said", "VAR", "state")
    assert brief(events(text, saying)) == ["RETREAT VAR>TMR happened"]


def test_an_attack_told_by_its_victim_struck_the_teller(events: Events) -> None:
    text = "Varnia accused Tamaria of shelling a harbour."
    charge = said(text, "shelling a harbour", "accused", "VAR", "accuse")
    assert set(brief(events(text, charge))) == {"ACCUSE VAR>TMR happened", "ASSAULT TMR>VAR alleged"}


def test_a_denial_does_not_deny_the_threat_beside_it(events: Events) -> None:
    text = "Varnia denied attacking Tamaria and threatened to bomb its ports."
    denial = said(text, "attacking Tamaria", "denied", "VAR", "deny")
    found = brief(events(text, denial))
    assert "THREATEN VAR>TMR happened" in found
    assert "ASSAULT VAR>TMR denied" in found


def test_a_deed_censured_by_name_is_laid_to_its_doer(events: Events) -> None:
    text = "Varnia's invasion of Tamaria went on. Norwyn denounced the invasion."
    assert "ACCUSE NRW>VAR happened" in brief(events(text))


def test_an_invitation_is_not_of_the_day_it_names(events: Events) -> None:
    (invitation,) = events("Varnia invited Tamaria to a summit next month.")
    assert (invitation.status, invitation.date) == ("happened", "2031-05-14")

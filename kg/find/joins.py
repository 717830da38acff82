"""Where *and* and *of* join two bodies, each with a head noun of its own, and where a comma stands inside one foreign name."""

from __future__ import annotations

from collections.abc import Sequence

SINGLE_BODIES = frozenset(
    "University College Institute Academy Polytechnic Conservatory Bank Fund Foundation Association Federation Confederation Union Society League "
    "Alliance Consortium Trust Club Commission Committee Subcommittee Council Board Agency Authority Bureau Secretariat Ministry Department Directorate "
    "Chamber Organization Organisation Corporation Company Embassy Consulate Parliament Senate Municipality Museum Library Hospital Observatory "
    "Laboratory Centre Center Inspectorate Chancellery Exchange Airlines Airways Ltd Limited Inc GmbH Charity Cooperative Tribunal Court".split()
)
"""Nouns that in the singular end or begin the name of one body and are no field of work ("and … Administration" may be one)."""
FOREIGN_BODIES = frozenset(
    "Université Universidad Universidade Università Universität Universitas Universiteit Universitet Uniwersytet Univerzita Universitatea Universiti Institut Instituto Institutul "
    "Istituto Instytut Ministère Ministerio Ministério Ministero Ministerium Bundesministerium Bundesamt Landesamt Kementerian Agence Agencia Agência Agenzia Asociación Associação Associazione "
    "Fundación Fundação Fondation Fondazione Stiftung Centro Comité Comisión Comissão Confederación Confederação Conseil Consejo Conselho Cámara Câmara Chambre Corporación École Escuela Escola "
    "Facultad Faculdade Faculté Fédération Federación Federação Hochschule Hogeschool Akademie Académie Academia Musée Museo Museu Observatoire Observatorio Observatório Politécnico Politecnico "
    "Politechnika Politeknik Prefeitura Secretaría Secretaria Servicio Serviço Sociedad Sociedade Société Superintendencia Technische Yayasan Verband Verein Gesellschaft Stichting Ayuntamiento "
    "Banco Banque Biblioteca Bibliothèque Colegio Colégio Collège Departamento Dirección Direção Direction Embajada Embaixada Ambassade Gobierno Governo Gouvernement Intendencia Municipalidad "
    "Organización Organização Oficina Red Réseau Rede Unión União".split()
)
"""Nouns that begin the names of bodies in other languages and are no English words."""
_FOREIGN_AND = frozenset({"y", "e", "et", "und"})


def two_bodies(left: Sequence[str], right: Sequence[str], rest: bool) -> bool:
    """Whether *and* parts two bodies: the words after it up to *of* are a whole name, or a head noun with *of* after it.

    ``left`` are the capitalised words of the body before, ``right`` those behind *and* up to the next *of*, ``rest`` is
    whether such an *of* follows.

    >>> two_bodies(["Institute", "Ports"], ["Lake", "Basin", "Commission"], False)
    True
    >>> two_bodies(["Ministry", "Ports"], ["Harbour", "Works"], False)
    False
    """
    if len(left) < 2 or not right:
        return False
    if right[0] in FOREIGN_BODIES:
        return True
    if right[0] in SINGLE_BODIES and rest and len(right) == 1:
        return True
    return len(right) > 1 and right[-1] in SINGLE_BODIES


def runs_on(held: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the words behind a comma go on with a list of fields in a foreign name ("Instituto de Minas, Aguas y Suelos").

    >>> runs_on(["Instituto", "de", "Minas"], ["Aguas", "y", "Suelos"])
    True
    >>> runs_on(["Instituto", "de", "Minas"], ["Universidad", "de", "Lima"])
    False
    """
    if not words or words[0] in FOREIGN_BODIES or not any(w in FOREIGN_BODIES for w in held):
        return False
    joint = next((i for i, w in enumerate(words[:5]) if w in _FOREIGN_AND), 0)
    return joint > 0 and words[joint + 1 : joint + 2] != [] and words[joint + 1] not in FOREIGN_BODIES

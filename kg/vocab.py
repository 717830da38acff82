"""The names of the vocabulary, generated from ontology/convene.ttl by ontology/make_vocab.py: do not edit.

Every name is a CURIE; ``PREFIXES`` says what it stands for.

>>> CV.Event, CV.hostedBy
('cv:Event', 'cv:hostedBy')
>>> SUPERPROPERTIES["cv:hostedBy"]
('cv:hasParticipant', 'cv:organizedBy')
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"

PREFIXES: Final[dict[str, str]] = {
    "cv": "https://w3id.org/convene/ns#",
    "id": "https://w3id.org/convene/id/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class CV:
    """The terms of the vocabulary, as CURIEs."""

    # classes
    ActionPlan: Final = "cv:ActionPlan"
    Agreement: Final = "cv:Agreement"
    Alliance: Final = "cv:Alliance"
    Appearance: Final = "cv:Appearance"
    Association: Final = "cv:Association"
    Ceremony: Final = "cv:Ceremony"
    Charter: Final = "cv:Charter"
    City: Final = "cv:City"
    Claim: Final = "cv:Claim"
    Communique: Final = "cv:Communique"
    Company: Final = "cv:Company"
    Comparator: Final = "cv:Comparator"
    Competition: Final = "cv:Competition"
    Conference: Final = "cv:Conference"
    Country: Final = "cv:Country"
    CountryGroup: Final = "cv:CountryGroup"
    Declaration: Final = "cv:Declaration"
    Dialogue: Final = "cv:Dialogue"
    Document: Final = "cv:Document"
    Event: Final = "cv:Event"
    EventSeries: Final = "cv:EventSeries"
    Expo: Final = "cv:Expo"
    Festival: Final = "cv:Festival"
    Forum: Final = "cv:Forum"
    GovernmentBody: Final = "cv:GovernmentBody"
    Initiative: Final = "cv:Initiative"
    Institute: Final = "cv:Institute"
    InternationalOrganization: Final = "cv:InternationalOrganization"
    MediaOutlet: Final = "cv:MediaOutlet"
    Meeting: Final = "cv:Meeting"
    Membership: Final = "cv:Membership"
    Memorandum: Final = "cv:Memorandum"
    Organization: Final = "cv:Organization"
    Person: Final = "cv:Person"
    Place: Final = "cv:Place"
    Publication: Final = "cv:Publication"
    Quantity: Final = "cv:Quantity"
    Region: Final = "cv:Region"
    Section: Final = "cv:Section"
    Session: Final = "cv:Session"
    Status: Final = "cv:Status"
    Summit: Final = "cv:Summit"
    Training: Final = "cv:Training"
    University: Final = "cv:University"
    Venue: Final = "cv:Venue"
    Visit: Final = "cv:Visit"
    Week: Final = "cv:Week"
    # object properties
    about: Final = "cv:about"
    adopted: Final = "cv:adopted"
    announced: Final = "cv:announced"
    appearanceOf: Final = "cv:appearanceOf"
    at: Final = "cv:at"
    basedIn: Final = "cv:basedIn"
    coHostedBy: Final = "cv:coHostedBy"
    comparator: Final = "cv:comparator"
    countryOfHonour: Final = "cv:countryOfHonour"
    counts: Final = "cv:counts"
    founded: Final = "cv:founded"
    foundedBy: Final = "cv:foundedBy"
    hasParticipant: Final = "cv:hasParticipant"
    hasQuantity: Final = "cv:hasQuantity"
    hasSpeaker: Final = "cv:hasSpeaker"
    heldIn: Final = "cv:heldIn"
    hostedBy: Final = "cv:hostedBy"
    inSeries: Final = "cv:inSeries"
    initiatedBy: Final = "cv:initiatedBy"
    launched: Final = "cv:launched"
    member: Final = "cv:member"
    memberOf: Final = "cv:memberOf"
    membershipIn: Final = "cv:membershipIn"
    membershipOf: Final = "cv:membershipOf"
    mentions: Final = "cv:mentions"
    onBehalfOf: Final = "cv:onBehalfOf"
    organizedBy: Final = "cv:organizedBy"
    partOf: Final = "cv:partOf"
    participatedIn: Final = "cv:participatedIn"
    party: Final = "cv:party"
    produced: Final = "cv:produced"
    released: Final = "cv:released"
    sectionOf: Final = "cv:sectionOf"
    signed: Final = "cv:signed"
    sponsoredBy: Final = "cv:sponsoredBy"
    status: Final = "cv:status"
    supportedBy: Final = "cv:supportedBy"
    venue: Final = "cv:venue"
    within: Final = "cv:within"
    # datatype properties
    begin: Final = "cv:begin"
    capacity: Final = "cv:capacity"
    confidence: Final = "cv:confidence"
    edition: Final = "cv:edition"
    end: Final = "cv:end"
    endDate: Final = "cv:endDate"
    endTime: Final = "cv:endTime"
    fileName: Final = "cv:fileName"
    foundedOn: Final = "cv:foundedOn"
    from_: Final = "cv:from"
    isoCode: Final = "cv:isoCode"
    isoCode3: Final = "cv:isoCode3"
    of: Final = "cv:of"
    quote: Final = "cv:quote"
    rule: Final = "cv:rule"
    sha256: Final = "cv:sha256"
    startDate: Final = "cv:startDate"
    startTime: Final = "cv:startTime"
    theme: Final = "cv:theme"
    until: Final = "cv:until"
    value: Final = "cv:value"
    # individuals
    About: Final = "cv:About"
    AtLeast: Final = "cv:AtLeast"
    Cancelled: Final = "cv:Cancelled"
    Exactly: Final = "cv:Exactly"
    Held: Final = "cv:Held"
    Nearly: Final = "cv:Nearly"
    Over: Final = "cv:Over"
    Planned: Final = "cv:Planned"
    UpTo: Final = "cv:UpTo"


CLASSES: Final[frozenset[str]] = frozenset(
    [
        "cv:ActionPlan",
        "cv:Agreement",
        "cv:Alliance",
        "cv:Appearance",
        "cv:Association",
        "cv:Ceremony",
        "cv:Charter",
        "cv:City",
        "cv:Claim",
        "cv:Communique",
        "cv:Company",
        "cv:Comparator",
        "cv:Competition",
        "cv:Conference",
        "cv:Country",
        "cv:CountryGroup",
        "cv:Declaration",
        "cv:Dialogue",
        "cv:Document",
        "cv:Event",
        "cv:EventSeries",
        "cv:Expo",
        "cv:Festival",
        "cv:Forum",
        "cv:GovernmentBody",
        "cv:Initiative",
        "cv:Institute",
        "cv:InternationalOrganization",
        "cv:MediaOutlet",
        "cv:Meeting",
        "cv:Membership",
        "cv:Memorandum",
        "cv:Organization",
        "cv:Person",
        "cv:Place",
        "cv:Publication",
        "cv:Quantity",
        "cv:Region",
        "cv:Section",
        "cv:Session",
        "cv:Status",
        "cv:Summit",
        "cv:Training",
        "cv:University",
        "cv:Venue",
        "cv:Visit",
        "cv:Week",
    ]
)

OBJECT_PROPERTIES: Final[frozenset[str]] = frozenset(
    [
        "cv:about",
        "cv:adopted",
        "cv:announced",
        "cv:appearanceOf",
        "cv:at",
        "cv:basedIn",
        "cv:coHostedBy",
        "cv:comparator",
        "cv:countryOfHonour",
        "cv:counts",
        "cv:founded",
        "cv:foundedBy",
        "cv:hasParticipant",
        "cv:hasQuantity",
        "cv:hasSpeaker",
        "cv:heldIn",
        "cv:hostedBy",
        "cv:inSeries",
        "cv:initiatedBy",
        "cv:launched",
        "cv:member",
        "cv:memberOf",
        "cv:membershipIn",
        "cv:membershipOf",
        "cv:mentions",
        "cv:onBehalfOf",
        "cv:organizedBy",
        "cv:partOf",
        "cv:participatedIn",
        "cv:party",
        "cv:produced",
        "cv:released",
        "cv:sectionOf",
        "cv:signed",
        "cv:sponsoredBy",
        "cv:status",
        "cv:supportedBy",
        "cv:venue",
        "cv:within",
    ]
)

DATATYPE_PROPERTIES: Final[frozenset[str]] = frozenset(
    [
        "cv:begin",
        "cv:capacity",
        "cv:confidence",
        "cv:edition",
        "cv:end",
        "cv:endDate",
        "cv:endTime",
        "cv:fileName",
        "cv:foundedOn",
        "cv:from",
        "cv:isoCode",
        "cv:isoCode3",
        "cv:of",
        "cv:quote",
        "cv:rule",
        "cv:sha256",
        "cv:startDate",
        "cv:startTime",
        "cv:theme",
        "cv:until",
        "cv:value",
    ]
)

INDIVIDUALS: Final[frozenset[str]] = frozenset(
    ["cv:About", "cv:AtLeast", "cv:Cancelled", "cv:Exactly", "cv:Held", "cv:Nearly", "cv:Over", "cv:Planned", "cv:UpTo"]
)

# All classes, and all properties, of the vocabulary above each one.

SUPERCLASSES: Final[dict[str, tuple[str, ...]]] = {
    "cv:ActionPlan": ("cv:Agreement",),
    "cv:Alliance": ("cv:Organization",),
    "cv:Association": ("cv:Organization",),
    "cv:Ceremony": ("cv:Event",),
    "cv:Charter": ("cv:Agreement",),
    "cv:City": ("cv:Place",),
    "cv:Communique": ("cv:Agreement",),
    "cv:Company": ("cv:Organization",),
    "cv:Competition": ("cv:Event",),
    "cv:Conference": ("cv:Event",),
    "cv:Declaration": ("cv:Agreement",),
    "cv:Dialogue": ("cv:Event",),
    "cv:Expo": ("cv:Event",),
    "cv:Festival": ("cv:Event",),
    "cv:Forum": ("cv:Event",),
    "cv:GovernmentBody": ("cv:Organization",),
    "cv:Institute": ("cv:Organization",),
    "cv:InternationalOrganization": ("cv:Organization",),
    "cv:MediaOutlet": ("cv:Organization",),
    "cv:Meeting": ("cv:Event",),
    "cv:Memorandum": ("cv:Agreement",),
    "cv:Region": ("cv:Place",),
    "cv:Session": ("cv:Event",),
    "cv:Summit": ("cv:Event",),
    "cv:Training": ("cv:Event",),
    "cv:University": ("cv:Organization",),
    "cv:Venue": ("cv:Place",),
    "cv:Visit": ("cv:Event",),
    "cv:Week": ("cv:Event",),
}

SUPERPROPERTIES: Final[dict[str, tuple[str, ...]]] = {
    "cv:adopted": ("cv:produced",),
    "cv:announced": ("cv:produced",),
    "cv:coHostedBy": ("cv:hasParticipant", "cv:organizedBy"),
    "cv:countryOfHonour": ("cv:hasParticipant",),
    "cv:founded": ("cv:produced",),
    "cv:hasSpeaker": ("cv:hasParticipant",),
    "cv:hostedBy": ("cv:hasParticipant", "cv:organizedBy"),
    "cv:initiatedBy": ("cv:hasParticipant", "cv:organizedBy"),
    "cv:launched": ("cv:produced",),
    "cv:organizedBy": ("cv:hasParticipant",),
    "cv:released": ("cv:produced",),
    "cv:signed": ("cv:produced",),
    "cv:sponsoredBy": ("cv:hasParticipant", "cv:organizedBy"),
    "cv:supportedBy": ("cv:hasParticipant", "cv:organizedBy"),
    "cv:venue": ("cv:heldIn",),
}

# Each property's inverse, in both directions.

INVERSES: Final[dict[str, str]] = {
    "cv:hasParticipant": "cv:participatedIn",
    "cv:member": "cv:memberOf",
    "cv:memberOf": "cv:member",
    "cv:participatedIn": "cv:hasParticipant",
}

# What a property joins: any one of the classes; owl:Thing and rdfs:Literal stand for anything.

DOMAINS: Final[dict[str, tuple[str, ...]]] = {
    "cv:about": ("cv:Agreement", "cv:Event", "cv:Initiative", "cv:Publication"),
    "cv:adopted": ("cv:Event",),
    "cv:announced": ("cv:Event",),
    "cv:appearanceOf": ("cv:Appearance",),
    "cv:at": ("cv:Appearance",),
    "cv:basedIn": ("cv:Organization",),
    "cv:begin": ("cv:Claim",),
    "cv:capacity": ("cv:Appearance",),
    "cv:coHostedBy": ("cv:Event",),
    "cv:comparator": ("cv:Quantity",),
    "cv:confidence": ("cv:Claim",),
    "cv:countryOfHonour": ("cv:Event",),
    "cv:counts": ("cv:Quantity",),
    "cv:edition": ("cv:Event",),
    "cv:end": ("cv:Claim",),
    "cv:endDate": ("cv:Event",),
    "cv:endTime": ("cv:Event",),
    "cv:fileName": ("cv:Document",),
    "cv:founded": ("cv:Event",),
    "cv:foundedBy": ("cv:Organization",),
    "cv:foundedOn": ("cv:Organization",),
    "cv:from": ("cv:Membership",),
    "cv:hasParticipant": ("cv:Event",),
    "cv:hasQuantity": ("cv:Event", "cv:Initiative", "cv:Organization"),
    "cv:hasSpeaker": ("cv:Event",),
    "cv:heldIn": ("cv:Event",),
    "cv:hostedBy": ("cv:Event",),
    "cv:inSeries": ("cv:Event",),
    "cv:initiatedBy": ("cv:Event",),
    "cv:isoCode": ("cv:Country",),
    "cv:isoCode3": ("cv:Country",),
    "cv:launched": ("cv:Event",),
    "cv:member": ("cv:Alliance", "cv:CountryGroup"),
    "cv:memberOf": ("cv:Country", "cv:Organization"),
    "cv:membershipIn": ("cv:Membership",),
    "cv:membershipOf": ("cv:Membership",),
    "cv:mentions": ("cv:Document",),
    "cv:of": ("cv:Quantity",),
    "cv:onBehalfOf": ("cv:Appearance",),
    "cv:organizedBy": ("cv:Event",),
    "cv:partOf": ("cv:Event", "cv:Organization"),
    "cv:participatedIn": ("cv:Country", "cv:CountryGroup", "cv:Organization", "cv:Person"),
    "cv:party": ("cv:Agreement",),
    "cv:produced": ("cv:Event",),
    "cv:quote": ("cv:Claim",),
    "cv:released": ("cv:Event",),
    "cv:rule": ("cv:Claim",),
    "cv:sectionOf": ("cv:Section",),
    "cv:sha256": ("cv:Document",),
    "cv:signed": ("cv:Event",),
    "cv:sponsoredBy": ("cv:Event",),
    "cv:startDate": ("cv:Event",),
    "cv:startTime": ("cv:Event",),
    "cv:status": ("cv:Event",),
    "cv:supportedBy": ("cv:Event",),
    "cv:theme": ("cv:Event",),
    "cv:until": ("cv:Membership",),
    "cv:value": ("cv:Quantity",),
    "cv:venue": ("cv:Event",),
    "cv:within": ("cv:Place",),
}

RANGES: Final[dict[str, tuple[str, ...]]] = {
    "cv:about": ("skos:Concept",),
    "cv:adopted": ("cv:Agreement", "cv:Initiative", "cv:Organization", "cv:Publication"),
    "cv:announced": ("cv:Agreement", "cv:Initiative", "cv:Organization", "cv:Publication"),
    "cv:appearanceOf": ("cv:Person",),
    "cv:at": ("cv:Event",),
    "cv:basedIn": ("cv:Country", "cv:Place"),
    "cv:begin": ("xsd:integer",),
    "cv:capacity": ("rdfs:Literal",),
    "cv:coHostedBy": ("cv:Country", "cv:Organization"),
    "cv:comparator": ("cv:Comparator",),
    "cv:confidence": ("xsd:decimal",),
    "cv:countryOfHonour": ("cv:Country",),
    "cv:counts": ("skos:Concept",),
    "cv:edition": ("xsd:integer",),
    "cv:end": ("xsd:integer",),
    "cv:endDate": ("rdfs:Literal",),
    "cv:endTime": ("rdfs:Literal",),
    "cv:fileName": ("xsd:string",),
    "cv:founded": ("cv:Agreement", "cv:Initiative", "cv:Organization", "cv:Publication"),
    "cv:foundedBy": ("cv:Country", "cv:Organization"),
    "cv:foundedOn": ("rdfs:Literal",),
    "cv:from": ("rdfs:Literal",),
    "cv:hasParticipant": ("cv:Country", "cv:CountryGroup", "cv:Organization", "cv:Person"),
    "cv:hasQuantity": ("cv:Quantity",),
    "cv:hasSpeaker": ("cv:Person",),
    "cv:heldIn": ("cv:Country", "cv:Place"),
    "cv:hostedBy": ("cv:Country", "cv:Organization"),
    "cv:inSeries": ("cv:EventSeries",),
    "cv:initiatedBy": ("cv:Country", "cv:Organization"),
    "cv:isoCode": ("xsd:string",),
    "cv:isoCode3": ("xsd:string",),
    "cv:launched": ("cv:Agreement", "cv:Initiative", "cv:Organization", "cv:Publication"),
    "cv:member": ("cv:Country", "cv:Organization"),
    "cv:memberOf": ("cv:Alliance", "cv:CountryGroup"),
    "cv:membershipIn": ("cv:Alliance", "cv:CountryGroup"),
    "cv:membershipOf": ("cv:Country", "cv:Organization"),
    "cv:mentions": ("owl:Thing",),
    "cv:of": ("rdfs:Literal",),
    "cv:onBehalfOf": ("cv:Country", "cv:Organization"),
    "cv:organizedBy": ("cv:Country", "cv:Organization"),
    "cv:partOf": ("cv:Event", "cv:Organization"),
    "cv:participatedIn": ("cv:Event",),
    "cv:party": ("cv:Country", "cv:CountryGroup", "cv:Organization", "cv:Person"),
    "cv:produced": ("cv:Agreement", "cv:Initiative", "cv:Organization", "cv:Publication"),
    "cv:quote": ("xsd:string",),
    "cv:released": ("cv:Agreement", "cv:Initiative", "cv:Organization", "cv:Publication"),
    "cv:rule": ("xsd:string",),
    "cv:sectionOf": ("cv:Document",),
    "cv:sha256": ("xsd:string",),
    "cv:signed": ("cv:Agreement", "cv:Initiative", "cv:Organization", "cv:Publication"),
    "cv:sponsoredBy": ("cv:Country", "cv:Organization"),
    "cv:startDate": ("rdfs:Literal",),
    "cv:startTime": ("rdfs:Literal",),
    "cv:status": ("cv:Status",),
    "cv:supportedBy": ("cv:Country", "cv:Organization"),
    "cv:theme": ("rdfs:Literal",),
    "cv:until": ("rdfs:Literal",),
    "cv:value": ("xsd:integer",),
    "cv:venue": ("cv:Venue",),
    "cv:within": ("cv:Country", "cv:Place"),
}

# Terms of other vocabularies above each class and property, from ontology/alignments.ttl.

ALIGNED_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "cv:ActionPlan": ("prov:Entity",),
    "cv:Agreement": ("prov:Entity",),
    "cv:Alliance": ("foaf:Organization", "org:Organization", "prov:Organization", "schema:Organization", "sem:Actor"),
    "cv:Appearance": ("prov:Association",),
    "cv:Association": ("foaf:Organization", "org:Organization", "prov:Organization", "schema:Organization", "sem:Actor"),
    "cv:Ceremony": ("schema:Event", "sem:Event"),
    "cv:Charter": ("prov:Entity",),
    "cv:City": ("schema:City", "schema:Place", "sem:Place"),
    "cv:Claim": ("prov:Entity", "rdf:Statement"),
    "cv:Communique": ("prov:Entity",),
    "cv:Company": (
        "foaf:Organization",
        "org:Organization",
        "prov:Organization",
        "schema:Corporation",
        "schema:Organization",
        "sem:Actor",
    ),
    "cv:Competition": ("schema:Event", "sem:Event"),
    "cv:Conference": ("schema:Event", "sem:Event"),
    "cv:Country": ("schema:Country",),
    "cv:CountryGroup": ("schema:AdministrativeArea",),
    "cv:Declaration": ("prov:Entity",),
    "cv:Dialogue": ("schema:Event", "sem:Event"),
    "cv:Document": ("foaf:Document", "prov:Entity", "schema:Article"),
    "cv:Event": ("schema:Event", "sem:Event"),
    "cv:EventSeries": ("schema:EventSeries",),
    "cv:Expo": ("schema:Event", "schema:ExhibitionEvent", "sem:Event"),
    "cv:Festival": ("schema:Event", "schema:Festival", "sem:Event"),
    "cv:Forum": ("schema:Event", "sem:Event"),
    "cv:GovernmentBody": (
        "foaf:Organization",
        "org:Organization",
        "prov:Organization",
        "schema:GovernmentOrganization",
        "schema:Organization",
        "sem:Actor",
    ),
    "cv:Initiative": ("schema:Project",),
    "cv:Institute": ("foaf:Organization", "org:Organization", "prov:Organization", "schema:Organization", "sem:Actor"),
    "cv:InternationalOrganization": (
        "foaf:Organization",
        "org:Organization",
        "prov:Organization",
        "schema:Organization",
        "sem:Actor",
    ),
    "cv:MediaOutlet": (
        "foaf:Organization",
        "org:Organization",
        "prov:Organization",
        "schema:NewsMediaOrganization",
        "schema:Organization",
        "sem:Actor",
    ),
    "cv:Meeting": ("schema:Event", "sem:Event"),
    "cv:Membership": ("org:Membership",),
    "cv:Memorandum": ("prov:Entity",),
    "cv:Organization": ("foaf:Organization", "org:Organization", "prov:Organization", "schema:Organization", "sem:Actor"),
    "cv:Person": ("foaf:Person", "prov:Person", "schema:Person"),
    "cv:Place": ("schema:Place", "sem:Place"),
    "cv:Publication": ("prov:Entity", "schema:CreativeWork"),
    "cv:Quantity": ("schema:QuantitativeValue",),
    "cv:Region": ("schema:AdministrativeArea", "schema:Place", "sem:Place"),
    "cv:Section": ("prov:Entity",),
    "cv:Session": ("schema:Event", "sem:Event"),
    "cv:Status": ("schema:EventStatusType",),
    "cv:Summit": ("schema:Event", "sem:Event"),
    "cv:Training": ("schema:EducationEvent", "schema:Event", "sem:Event"),
    "cv:University": (
        "foaf:Organization",
        "org:Organization",
        "prov:Organization",
        "schema:EducationalOrganization",
        "schema:Organization",
        "sem:Actor",
    ),
    "cv:Venue": ("schema:EventVenue", "schema:Place", "sem:Place"),
    "cv:Visit": ("schema:Event", "sem:Event"),
    "cv:Week": ("schema:Event", "sem:Event"),
}

ALIGNED_PROPERTIES: Final[dict[str, tuple[str, ...]]] = {
    "cv:about": ("schema:about",),
    "cv:appearanceOf": ("prov:agent",),
    "cv:basedIn": ("schema:location",),
    "cv:coHostedBy": ("schema:organizer", "sem:hasActor"),
    "cv:countryOfHonour": ("sem:hasActor",),
    "cv:endDate": ("schema:endDate",),
    "cv:endTime": ("schema:endTime",),
    "cv:foundedBy": ("schema:founder",),
    "cv:foundedOn": ("schema:foundingDate",),
    "cv:from": ("schema:startDate",),
    "cv:hasParticipant": ("sem:hasActor",),
    "cv:hasSpeaker": ("schema:performer", "sem:hasActor"),
    "cv:heldIn": ("schema:location", "sem:hasPlace"),
    "cv:hostedBy": ("schema:organizer", "sem:hasActor"),
    "cv:inSeries": ("schema:superEvent",),
    "cv:initiatedBy": ("schema:organizer", "sem:hasActor"),
    "cv:member": ("schema:member",),
    "cv:memberOf": ("schema:memberOf",),
    "cv:membershipIn": ("org:organization",),
    "cv:membershipOf": ("org:member",),
    "cv:mentions": ("schema:mentions",),
    "cv:organizedBy": ("schema:organizer", "sem:hasActor"),
    "cv:partOf": ("dcterms:isPartOf",),
    "cv:sectionOf": ("dcterms:isPartOf", "schema:isPartOf"),
    "cv:sha256": ("schema:sha256",),
    "cv:sponsoredBy": ("schema:organizer", "schema:sponsor", "sem:hasActor"),
    "cv:startDate": ("schema:startDate",),
    "cv:startTime": ("schema:startTime",),
    "cv:status": ("schema:eventStatus",),
    "cv:supportedBy": ("schema:organizer", "sem:hasActor"),
    "cv:until": ("schema:endDate",),
    "cv:value": ("schema:value",),
    "cv:venue": ("schema:location", "sem:hasPlace"),
    "cv:within": ("schema:containedInPlace",),
}

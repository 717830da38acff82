"""Labels of lines that name bodies: those who hold an event, and those who help."""

from __future__ import annotations

from kg import patterns as re

ORGANIZER_LABEL = re.compile(
    r"^(?:organi[sz]ers?|organi[sz]ed by|hosts?|hosted by|co-?hosts?|co-?hosted by|co-?organi[sz]ers?|(?:(?:main|principal|title|general|gold|silver|bronze|platinum|diamond) )?sponsors?|(?:co-?)?funded by|(?:co-?)?financed by|paid for by|conveners?|convened by|(?:main|lead|event|joint|local|principal) (?:organi[sz]ers?|hosts?)|jointly organi[sz]ed by|in partnership with|presented by|organi[sz]ed and hosted by|host(?:ing)? (?:organi[sz]ations?|institutions?|countr(?:y|ies)|cit(?:y|ies)|universit(?:y|ies))|organi[sz]ing (?:bod(?:y|ies)|institutions?|organi[sz]ations?|partners?)|co-?sponsors?|co-?conveners?|convenors?|sponsored by|initiators?|who organi[sz]es)$",
    re.IGNORECASE,
)
SUPPORT_LABEL = re.compile(
    r"(?:supported\s+by|with\s+(?:the\s+)?(?:\w+\s+)?support\s+(?:of|from)|supporters?|(?:(?:media|knowledge|strategic|institutional|technical|supporting|academic|local)\s+)?partners?|supporting\s+(?:organi[sz]ations|bodies|institutions)|in\s+(?:cooperation|co-operation|collaboration|partnership)\s+with)",
    re.IGNORECASE,
)

"""Time zones people of the region choose from."""

from wtforms.fields.choices import SelectChoice

ZONES = (
    "Asia/Almaty",
    "Asia/Baku",
    "Asia/Bishkek",
    "Asia/Dushanbe",
    "Asia/Irkutsk",
    "Asia/Krasnoyarsk",
    "Asia/Novosibirsk",
    "Asia/Omsk",
    "Asia/Tashkent",
    "Asia/Tbilisi",
    "Asia/Vladivostok",
    "Asia/Yekaterinburg",
    "Asia/Yerevan",
    "Europe/Berlin",
    "Europe/Bucharest",
    "Europe/Chisinau",
    "Europe/Kaliningrad",
    "Europe/Kyiv",
    "Europe/London",
    "Europe/Minsk",
    "Europe/Moscow",
    "Europe/Riga",
    "Europe/Samara",
    "Europe/Tallinn",
    "Europe/Vilnius",
    "Europe/Warsaw",
    "UTC",
)


def zone_choices(present: str = "") -> list[SelectChoice]:
    """The zones as choices, with the present one if it is another."""
    zones = sorted({*ZONES, present} - {""})
    return [SelectChoice(zone, zone.replace("_", " ")) for zone in zones]

"""What the platform admin sees. Each function makes a constant number of queries."""

from app.platform.queries.items import ItemLine, ItemsPage, item_rows, items
from app.platform.queries.lamps import Counts, Lamp, counts, lamps
from app.platform.queries.log import LogFilter, LogPage, log, log_rows
from app.platform.queries.people import Place, RolesPage, accounts, my_id, places, programmes, roles

__all__ = [
    "Counts",
    "ItemLine",
    "ItemsPage",
    "Lamp",
    "LogFilter",
    "LogPage",
    "Place",
    "RolesPage",
    "accounts",
    "counts",
    "item_rows",
    "items",
    "lamps",
    "log",
    "log_rows",
    "my_id",
    "places",
    "programmes",
    "roles",
]

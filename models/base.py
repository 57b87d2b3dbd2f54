"""What every record of a planning problem has in common."""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A record that cannot change and knows no unknown fields; a changed record is a new, validated copy."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def changed(self, **fields: Any) -> Self:
        """A new record with these fields changed, validated as a whole; raises as the constructor does."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**kept | fields)

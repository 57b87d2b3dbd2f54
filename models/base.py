"""What every record of a planning problem has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A record that cannot change and knows no unknown fields; a changed record is a new, validated copy."""

    model_config = ConfigDict(frozen=True, extra="forbid")

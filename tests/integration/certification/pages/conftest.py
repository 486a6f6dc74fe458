"""A reception of this folder's own, shared by its tests."""

from reception_fixtures import formal, patient, quick_hashes, reception

__all__ = ["formal", "patient", "quick_hashes", "reception"]

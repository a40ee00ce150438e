"""Numbers that no row can hold, asked for by whoever forges a form."""

from django.db import models
from django.db.models.lookups import In


@models.IntegerField.register_lookup
class EntiersPossibles(In):
    """`pk__in=[…]` on SQLite breaks on a number of more than 64 bits; as for `pk=…`, no row has it."""

    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            minimum, maximum = connection.ops.integer_field_range(self.lhs.output_field.get_internal_type())
            self.rhs = [cle for cle in self.rhs if not isinstance(cle, int) or minimum <= cle <= maximum]
        return super().process_rhs(compiler, connection)

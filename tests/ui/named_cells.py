"""The cells of the blank report that the tests of the tables type into."""

NEW = "table_3.received_new.natural_person"
BUSINESS = "table_3.received_new.org_business"
CARRIED = "table_3.carried_in.natural_person"
RULES_IN_FORCE = "table_2.regulation.in_force"
DOCUMENTS_IN_FORCE = "table_2.normative_doc.in_force"
TOTAL = "table_3.received_new.total"

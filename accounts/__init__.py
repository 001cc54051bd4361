"""Users, roles and dated assignments: who may see and do what, where, until when."""

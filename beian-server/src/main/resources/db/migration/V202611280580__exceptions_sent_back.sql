-- The upper unit may send a request for an exception back to be completed (ADR 0055).
alter table level_exception drop constraint level_exception_state_check;
alter table level_exception add constraint level_exception_state_check
    check (state in ('DRAFT', 'ASKED', 'RETURNED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN'));
alter table level_exception_event drop constraint level_exception_event_from_state_check;
alter table level_exception_event add constraint level_exception_event_from_state_check
    check (from_state in ('DRAFT', 'ASKED', 'RETURNED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN'));
alter table level_exception_event drop constraint level_exception_event_to_state_check;
alter table level_exception_event add constraint level_exception_event_to_state_check
    check (to_state in ('DRAFT', 'ASKED', 'RETURNED', 'CONFIRMED', 'REFUSED', 'WITHDRAWN'));

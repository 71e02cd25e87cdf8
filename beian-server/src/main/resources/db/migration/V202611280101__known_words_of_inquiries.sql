-- As those of supervision and filing.

alter table inquiry_event add constraint inquiry_event_from_state_known check (from_state in (
    'NEW', 'ASKED', 'ANSWERED', 'CLOSED'));
alter table inquiry_event add constraint inquiry_event_to_state_known check (to_state in (
    'NEW', 'ASKED', 'ANSWERED', 'CLOSED'));

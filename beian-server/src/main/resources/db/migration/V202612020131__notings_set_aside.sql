-- A noting of an ending that was wrong is set aside by two persons.
alter table ending_case drop constraint ending_case_state_check;
alter table ending_case add constraint ending_case_state_check check (state in (
    'PLANNED', 'ANNOUNCED', 'OFFLINE', 'REPORTED', 'SENT_BACK', 'REPORTED_AGAIN', 'NOTED', 'SETTING_ASIDE',
    'SET_ASIDE', 'TAKEN_BACK', 'DROPPED'));
alter table ending_event drop constraint ending_event_from_state_check;
alter table ending_event add constraint ending_event_from_state_check check (from_state in (
    'PLANNED', 'ANNOUNCED', 'OFFLINE', 'REPORTED', 'SENT_BACK', 'REPORTED_AGAIN', 'NOTED', 'SETTING_ASIDE',
    'SET_ASIDE', 'TAKEN_BACK', 'DROPPED'));
alter table ending_event drop constraint ending_event_to_state_check;
alter table ending_event add constraint ending_event_to_state_check check (to_state in (
    'PLANNED', 'ANNOUNCED', 'OFFLINE', 'REPORTED', 'SENT_BACK', 'REPORTED_AGAIN', 'NOTED', 'SETTING_ASIDE',
    'SET_ASIDE', 'TAKEN_BACK', 'DROPPED'));
drop index ending_case_open;
create unique index ending_case_open on ending_case (number)
    where state not in ('NOTED', 'SETTING_ASIDE', 'SET_ASIDE', 'TAKEN_BACK', 'DROPPED');

-- Who wrote or changed an answer in a round; somebody who changes it later takes nothing of that away.
create table supervision_preparer (
    case_id   uuid    not null references supervision_case (id),
    round     integer not null,
    person_id uuid    not null references user_account (id),
    primary key (case_id, round, person_id)
);
insert into supervision_preparer (case_id, round, person_id)
select distinct case_id, round, answered_by from supervision_answer;

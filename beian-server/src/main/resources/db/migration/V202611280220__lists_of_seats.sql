-- Each seat of the provincial review writes a list of its own until both have voted; the letter is
-- made of both (ADR 0041). In `gap` stands only what was told.
create table seat_mark (
  application_id uuid not null references application (id),
  round          integer not null,
  seat           text not null constraint seat_mark_seat_known check (seat in (
    'HANDLER', 'APPROVER', 'COMPLETENESS_REVIEWER', 'GOVERNMENT_SERVICE_REVIEWER',
    'NATIONAL_REVIEWER', 'SIGNER', 'SUPERVISOR', 'RULEBOOK_ADMINISTRATOR',
    'SYSTEM_ADMINISTRATOR', 'AUDITOR')),
  field          text not null,
  item           text not null default '',
  made_good      boolean not null,              -- what was asked before has been mended; else it is lacking
  demand         text not null default '',      -- of what is lacking, in the words of the letter
  marked_by      uuid not null references user_account (id),
  marked_at      timestamptz not null,
  primary key (application_id, round, seat, field, item),
  constraint seat_mark_demand check (not made_good or demand = '')
);

-- A list that both seats wrote together and nobody was told: each seat that has not voted otherwise
-- goes on from it, since both have read it.
insert into seat_mark
  (application_id, round, seat, field, item, made_good, demand, marked_by, marked_at)
  select g.application_id, g.round, s.seat, g.field, g.item, false, g.demand, g.ticked_by,
         g.ticked_at
    from gap g join application a on a.id = g.application_id
    cross join (values ('COMPLETENESS_REVIEWER'), ('GOVERNMENT_SERVICE_REVIEWER')) s (seat)
   where g.told_at is null and a.state = 'COMPLETENESS_REVIEW' and a.round = g.round
     and not exists (select 1 from seat_vote v
                      where v.application_id = g.application_id and v.round = g.round
                        and v.seat = s.seat and v.decision <> 'ASK_SUPPLEMENT');
delete from gap where told_at is null;

-- What was submitted before stays beside what answered it, until the next answer.
alter table submission add column answered_at timestamptz;

create or replace view answer_as_submitted as
  select application_id, field, item, value, origin, evidence, confirmed, answered_by, answered_at
    from answer r
   where not exists (select 1 from submission s
                      where s.application_id = r.application_id and s.answered_at is null)
  union all
  select r.application_id, r.field, r.item, r.value, r.origin, r.evidence, r.confirmed,
         r.answered_by, r.answered_at
    from submitted_answer r join submission s on s.application_id = r.application_id
   where s.answered_at is null;

create or replace view application_package_as_submitted as
  select application_id, package_id, part, identity, test_id, added_at
    from application_package p
   where not exists (select 1 from submission s
                      where s.application_id = p.application_id and s.answered_at is null)
  union all
  select p.application_id, p.package_id, p.part, p.identity, p.test_id, p.added_at
    from submitted_package p join submission s on s.application_id = p.application_id
   where s.answered_at is null;

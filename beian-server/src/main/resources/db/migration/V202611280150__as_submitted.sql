-- What was last submitted of an application that its sponsor is changing: officials go on reading
-- it until the changes are signed and sent. Nothing stands here of other applications.

create table submission (
  application_id uuid primary key references application (id),
  kept_at        timestamptz not null            -- when the case was given back
);

create table submitted_answer (
  application_id uuid not null references submission (application_id) on delete cascade,
  field          text not null,
  item           text not null default '',
  value          text not null,
  origin         text not null constraint submitted_answer_origin_known check (origin in (
    'PACKAGE', 'ORGANIZATION', 'EARLIER', 'SPONSOR', 'ATTACHMENT')),
  evidence       text not null default '',
  confirmed      boolean not null,
  answered_by    uuid references user_account (id),
  answered_at    timestamptz not null,
  primary key (application_id, field, item)
);

create table submitted_package (
  application_id uuid not null references submission (application_id) on delete cascade,
  package_id     uuid not null,
  part           text not null constraint submitted_package_part_known check (part in (
    'REVIEW', 'LAUNCH')),
  identity       text not null default '',
  test_id        uuid,
  added_at       timestamptz not null,
  primary key (application_id, package_id, part)
);
create index submitted_package_package on submitted_package (package_id);

create view answer_as_submitted as
  select application_id, field, item, value, origin, evidence, confirmed, answered_by, answered_at
    from answer r
   where not exists (select 1 from submission s where s.application_id = r.application_id)
  union all
  select application_id, field, item, value, origin, evidence, confirmed, answered_by, answered_at
    from submitted_answer;

create view application_package_as_submitted as
  select application_id, package_id, part, identity, test_id, added_at
    from application_package p
   where not exists (select 1 from submission s where s.application_id = p.application_id)
  union all
  select application_id, package_id, part, identity, test_id, added_at
    from submitted_package;

-- Applications that were given back before: nothing kept what was submitted of an answer that has
-- been changed since. Such an answer is not shown to officials until it is signed.
insert into submission (application_id, kept_at)
  select a.id, max(e.at)
    from application a join application_event e on e.application_id = a.id
   where e.to_state in ('SUPPLEMENT_DUE', 'RECTIFICATION_DUE') and e.from_state <> e.to_state
     and e.at > a.signed_at
   group by a.id;

insert into submitted_answer
  select r.application_id, r.field, r.item, r.value, r.origin, r.evidence, r.confirmed,
         r.answered_by, r.answered_at
    from answer r join submission s on s.application_id = r.application_id
    join application a on a.id = r.application_id
   where r.answered_at <= a.signed_at;

insert into submitted_package
  select p.application_id, p.package_id, p.part, p.identity, p.test_id, p.added_at
    from application_package p join submission s on s.application_id = p.application_id
    join application a on a.id = p.application_id
   where p.added_at <= a.signed_at;

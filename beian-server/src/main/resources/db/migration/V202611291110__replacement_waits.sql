-- A package that is to take the place of another waits here while it is read: the former stays in
-- force. One that could not take it stays until its sponsor has seen why.
create table package_replacement (
  application_id uuid not null references application (id),
  replaced_id    uuid not null,                 -- in whose place it is to stand
  package_id     uuid not null,                 -- as taken in
  begun_by       uuid not null references user_account (id),
  begun_at       timestamptz not null,
  problem        text not null default '',      -- why it did not take the place; empty while it waits
  parameters     text not null default '',      -- of the sentence, one a line
  primary key (application_id, replaced_id)
);
create index package_replacement_package on package_replacement (package_id);

-- The order of packages is that of their moments alone, so that one takes the place of another by
-- taking its moment. Those that were added together keep the order in which they were read.
update application_package p
   set added_at = p.added_at + (o.place - 1) * interval '1 microsecond'
  from (select application_id, package_id, part,
               row_number() over (partition by application_id, part, added_at
                                  order by package_id) as place
          from application_package) o
 where o.place > 1 and o.application_id = p.application_id and o.package_id = p.package_id
   and o.part = p.part;

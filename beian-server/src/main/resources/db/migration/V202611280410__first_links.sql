-- Who made the link by which a person chose his first password: no second person for that one.
alter table user_account add column linked_by uuid;
update user_account u set linked_by = made.by
  from (select distinct on (e.subject) e.subject, a.id as by
          from audit_entry e join user_account a on a.login = e.actor
         where e.action in ('account.invite', 'account.issue-recovery')
         order by e.subject, e.id desc) made
 where made.subject = 'account:' || u.id;

-- Answers that were said to be read from a package in which nothing stood; what the sponsor has
-- confirmed or sent stays.

delete from answer
  using application
  where application.id = answer.application_id
    and application.state = 'DRAFT'
    and answer.origin = 'PACKAGE'
    and answer.answered_by is null
    and (answer.field = 'operation.hosting'
      or (answer.field = 'operation.ipv6' and answer.value = 'no')
      or (answer.field in ('data.asked', 'operation.domains') and answer.value = 'NONE'));

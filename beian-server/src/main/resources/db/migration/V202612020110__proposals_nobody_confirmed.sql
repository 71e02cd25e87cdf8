-- "None" was proposed as the apps of the same kind, and paths of pages as purposes. What nobody has
-- confirmed in a draft is asked; what was confirmed or submitted stays as it was said.
delete from answer a using application p
  where p.id = a.application_id and p.state = 'DRAFT' and not a.confirmed
    and ((a.field = 'sameKind.apps' and a.value = 'NONE')
      or (a.field = 'data.personalPurposes' and a.origin = 'PACKAGE' and a.value like '%/%'));

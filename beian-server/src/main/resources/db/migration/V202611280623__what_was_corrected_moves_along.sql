-- What was written of an end that was none goes with an entry that is merged, and holds none back.
create or replace function app_moved_along() returns text[] language sql immutable as $$
  select array['app', 'app_claim', 'app_distinct', 'app_identity', 'app_merge', 'app_offline_corrected',
    'app_using_unit', 'application', 'claim_decision', 'inventory_entry', 'notification']
$$;

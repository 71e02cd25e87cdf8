-- A third scenario, OTHER, whose basis is the provision that allows it (R-04).
alter table exemption add constraint exemption_scenario
  check (scenario in ('SECURITY', 'EMERGENCY', 'OTHER'));

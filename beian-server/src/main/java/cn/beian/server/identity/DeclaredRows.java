package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.filing.procedures.DeclaredAct;
import cn.beian.filing.procedures.ProcedureDeclaration;
import cn.beian.server.identity.AccessRules.Body;
import cn.beian.server.identity.AccessRules.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rows of {@link AccessRules} that follow from the declaration of a procedure. */
final class DeclaredRows {
  private DeclaredRows() {}

  /** The rows of a procedure, and then these. */
  static List<Row> and(ProcedureDeclaration<?, ?> procedure, Row... others) {
    List<Row> rows = new ArrayList<>(of(procedure));
    rows.addAll(List.of(others));
    return List.copyOf(rows);
  }

  /** The form of a new case, every act, the list, a case and its letters. */
  static List<Row> of(ProcedureDeclaration<?, ?> procedure) {
    String place = "/" + procedure.place();
    List<Row> rows = new ArrayList<>();
    for (DeclaredAct<?, ?> act : procedure.acts()) {
      if (act.address().isEmpty()) {
        rows.add(by("GET", place + "/new", act.roles()));
      }
      String path = act.address().isEmpty() ? place : place + "/{id}/" + act.address();
      Row row = by("POST", path, act.roles());
      rows.add(act.form().isEmpty() ? row : row.taking(Body.ANSWERS));
    }
    rows.add(by("GET", place, procedure.listReaders()));
    for (String page : List.of("/{id}", "/{id}/notices/{place}", "/{id}/notices/{place}/pdf")) {
      rows.add(by("GET", place + page, procedure.caseReaders()));
    }
    return List.copyOf(rows);
  }

  private static Row by(String method, String pattern, Set<Role> roles) {
    return Row.by(method, pattern, roles.toArray(Role[]::new));
  }
}

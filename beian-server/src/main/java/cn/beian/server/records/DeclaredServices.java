package cn.beian.server.records;

import java.util.List;

/** What filed apps call, known to whoever took the filing. */
public interface DeclaredServices {
  /** Domains that the filing of a record declares, as they were written; may be empty. */
  List<String> domains(String number);
}

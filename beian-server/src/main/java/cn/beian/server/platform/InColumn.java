package cn.beian.server.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Column from which {@link RecordRows} reads a component whose name is another. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface InColumn {
  /** Name of the column; of a record what its columns begin with. */
  String value();
}

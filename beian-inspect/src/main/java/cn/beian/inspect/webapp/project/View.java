package cn.beian.inspect.webapp.project;

import cn.beian.inspect.markup.Markup.Element;
import java.util.List;

/**
 * A template with what belongs to it: of a page, of a component, or a fragment that others include.
 *
 * @param name path without extension, by which pages and other views refer to it
 * @param file that the template stands in
 * @param template in the canonical form of {@link Dialect}
 * @param script file whose functions are its handlers; a fragment has those of its owner
 * @param parts names of the components it uses, in order
 * @param fragments names of the templates it includes, in order
 * @param loads further scripts that run with it, in order
 * @param component whether its file says that it is a component
 * @param title that its own file states, wanted where no list of pages has it; or empty
 */
public record View(
    String name,
    String file,
    Element template,
    String script,
    List<String> parts,
    List<String> fragments,
    List<String> loads,
    boolean component,
    String title) {
  public View {
    parts = List.copyOf(parts);
    fragments = List.copyOf(fragments);
    loads = List.copyOf(loads);
  }

  /** The same with other scripts that run with it. */
  public View loading(List<String> others) {
    return new View(name, file, template, script, parts, fragments, others, component, title);
  }

  /** The same with components that it uses. */
  public View with(List<String> components) {
    return new View(name, file, template, script, components, fragments, loads, component, title);
  }
}

package cn.beian.server.web.cases;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Registers the address of each act of declared procedures, once the server knows its pages. */
@Component
class DeclaredAddresses implements SmartInitializingSingleton {
  private final RequestMappingHandlerMapping addresses;
  private final List<DeclaredPages<?, ?>> pages;

  DeclaredAddresses(
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping addresses,
      List<DeclaredPages<?, ?>> pages) {
    this.addresses = addresses;
    this.pages = pages;
  }

  @Override
  public void afterSingletonsInstantiated() {
    for (DeclaredPages<?, ?> one : pages) {
      for (String act : one.addresses()) {
        addresses.registerMapping(
            RequestMappingInfo.paths("/" + one.place() + "/{id}/" + act)
                .methods(RequestMethod.POST)
                .options(addresses.getBuilderConfiguration())
                .build(),
            one,
            handler());
      }
    }
  }

  private static Method handler() {
    try {
      return DeclaredPages.class.getDeclaredMethod(
          "act", UUID.class, CaseForm.class, HttpServletRequest.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}

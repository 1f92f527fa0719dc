package io.relance.web;

import java.util.Arrays;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The door and the hall: logging in, and from there to what one's role is for. */
@Controller
class HomeController {

    @GetMapping("/login")
    String login() {
        return "web/login";
    }

    @GetMapping("/")
    String home(Authentication login, Model model) {
        model.addAttribute("name", login.getName());
        model.addAttribute(
                "places",
                Arrays.stream(Place.values())
                        .filter(place -> place.isFor(login))
                        .toList());
        return "web/home";
    }
}

package io.relance.web;

import io.relance.journey.Staff;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Checks a user name and password against the staff. */
class StaffLogin implements AuthenticationProvider {

    private final Staff staff;

    StaffLogin(Staff staff) {
        this.staff = staff;
    }

    @Override
    public Authentication authenticate(Authentication login) {
        String user = login.getName();
        var roles = staff.authenticate(user, String.valueOf(login.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("unknown user or wrong password"));
        var authorities = roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(user, null, authorities);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}

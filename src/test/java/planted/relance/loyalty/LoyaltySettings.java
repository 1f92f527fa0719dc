package planted.relance.loyalty;

import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("planted")
public class LoyaltySettings {

    private int points;

    public void setPoints(int points) {
        this.points = points;
    }

    public int getPoints() {
        return points;
    }
}

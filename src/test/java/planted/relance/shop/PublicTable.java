package planted.relance.shop;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

public class PublicTable {

    JdbcClient sql;

    public static class Inside {

        DataSource database;
    }
}

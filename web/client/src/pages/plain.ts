/** Pages written by the server alone (legal texts, errors, claim): theme, fonts and nothing else. */
import "../styles/all.css";

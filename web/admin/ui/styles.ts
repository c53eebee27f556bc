import '../../ui/tokens.css';
import '../../ui/elements.css';
import './styles/portal.css';
import './styles/controls.css';
import './styles/overlays.css';
import './styles/table.css';
import './styles/parts.css';

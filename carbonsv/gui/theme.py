"""How the window looks: some fifteen colours, in light, dark and high contrast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from carbonsv.gui.preferences import Appearance


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one look. Text reaches 4.5:1 on what it stands on, input borders 3:1."""

    name: str
    window: str
    surface: str
    sidebar: str
    line: str
    border: str
    text: str
    muted: str
    faded: str
    accent: str
    accent_hover: str
    on_accent: str
    wash: str
    on_wash: str
    error: str
    error_wash: str
    warning: str
    warning_wash: str


LIGHT = Tokens(
    name="light",
    window="#f5f6f8",
    surface="#ffffff",
    sidebar="#ffffff",
    line="#dfe3e8",
    border="#818b99",
    text="#17202b",
    muted="#5a6675",
    faded="#6b7684",
    accent="#0b6e4f",
    accent_hover="#095c42",
    on_accent="#ffffff",
    wash="#e2f1eb",
    on_wash="#0b6047",
    error="#b3261e",
    error_wash="#fdecea",
    warning="#8a5a00",
    warning_wash="#fff4dc",
)
DARK = Tokens(
    name="dark",
    window="#101419",
    surface="#1a2027",
    sidebar="#161b21",
    line="#2c343e",
    border="#6b7684",
    text="#eef1f4",
    muted="#9aa5b1",
    faded="#86919e",
    accent="#3dbf8f",
    accent_hover="#5ccfa4",
    on_accent="#0b1f17",
    wash="#17362b",
    on_wash="#4fd3a2",
    error="#ff8a80",
    error_wash="#3a1d1d",
    warning="#f2c14e",
    warning_wash="#33280f",
)
CONTRAST = Tokens(
    name="contrast",
    window="#000000",
    surface="#000000",
    sidebar="#000000",
    line="#ffffff",
    border="#ffffff",
    text="#ffffff",
    muted="#e6e6e6",
    faded="#9a9a9a",
    accent="#4ef0b4",
    accent_hover="#9dffdb",
    on_accent="#000000",
    wash="#003d2a",
    on_wash="#9dffdb",
    error="#ff9d94",
    error_wash="#3d0000",
    warning="#ffd966",
    warning_wash="#332600",
)

ROW_HEIGHT_PX = 34
SIDEBAR_WIDTH_PX = 220
PAGE_MARGIN_PX = 28
GAP_PX = 14
ICON_SIZE_PX = 18


def tokens_for(appearance: Appearance) -> Tokens:
    """Return the colours for what the user chose, or for what the system says."""
    chosen = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}.get(appearance)
    if chosen is not None:
        return chosen
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def current() -> Tokens:
    """Return the colours the window has now, read back from its palette."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window).name()
    return next((tokens for tokens in (LIGHT, DARK, CONTRAST) if tokens.window == window), LIGHT)


def apply(window: QWidget, appearance: Appearance) -> Tokens:
    """Give a window with its dialogs, and all that is painted by the palette, one look; return its colours.

    The style sheet is the window's rather than the application's: with the latter, Qt goes through all that
    stands in a widget whenever that is put into another, and a page takes three times as long to make.
    """
    tokens = tokens_for(appearance)
    window.setStyleSheet("")  # exchanging one for another takes Qt five times as long as off and on
    QApplication.setPalette(palette(tokens))
    window.setStyleSheet(style_sheet(tokens))
    return tokens


def palette(tokens: Tokens) -> QPalette:
    """Return the palette of a look."""
    result = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.window),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.error),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.Mid, tokens.line),
        (role.Light, tokens.surface),
        (role.Dark, tokens.border),
    ):
        result.setColor(target, QColor(colour))
    for target in (role.Text, role.WindowText, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, target, QColor(tokens.faded))
    return result


def style_sheet(tokens: Tokens) -> str:
    """Return the few lines of QSS that a palette cannot say."""
    return _QSS.format(**{name: getattr(tokens, name) for name in Tokens.__dataclass_fields__})


def scaled_font(factor: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the platform's own font at a multiple of its size, with figures of equal width."""
    font = QFont(QGuiApplication.font())
    font.setPointSizeF(font.pointSizeF() * factor)
    font.setWeight(weight)
    return tabular(font)


def tabular(font: QFont) -> QFont:
    """Return the font with figures of equal width, so that digits stand below each other."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


_QSS = """
QMenuBar {{ background: {sidebar}; border-bottom: 1px solid {line}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {wash}; color: {on_wash}; }}
QStatusBar {{ background: {sidebar}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
QToolTip {{ background: {surface}; color: {text}; border: 1px solid {border}; padding: 4px; }}
QFrame#sidebar {{ background: {sidebar}; border: none; border-right: 1px solid {line}; }}
QFrame#top {{ background: {sidebar}; border: none; border-bottom: 1px solid {line}; }}
QListWidget#pages {{ background: transparent; border: none; outline: none; }}
QListWidget#pages::item {{ border: 1px solid transparent; border-radius: 8px; padding-left: 7px;
  color: {text}; }}
QListWidget#pages::item:hover {{ background: {window}; }}
QListWidget#pages::item:selected {{ background: {wash}; color: {on_wash}; }}
QListWidget#pages::item:selected:focus {{ border: 1px solid {accent}; }}
QFrame[card="true"] {{ background: {surface}; border: 1px solid {line}; border-radius: 10px; }}
QLabel[muted="true"] {{ color: {muted}; }}
QLabel[refusal="true"] {{ color: {error}; }}
QPushButton {{ background: {surface}; color: {text}; border: 1px solid {line}; border-radius: 8px;
  padding: 0 14px; min-height: 32px; }}
QPushButton:hover {{ border-color: {border}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 0 13px; }}
QPushButton:pressed {{ background: {wash}; }}
QPushButton:disabled {{ color: {faded}; background: {window}; border: 1px dashed {border}; }}
QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent};
  font-weight: 600; }}
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:pressed {{ background: {accent_hover}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {text}; }}
QPushButton[primary="true"]:disabled {{ color: {faded}; background: {window}; border: 1px dashed {border}; }}
QPushButton[badge="true"] {{ background: {warning_wash}; color: {warning}; border-color: {warning_wash};
  min-height: 26px; border-radius: 13px; padding: 0 12px; }}
QPushButton[link="true"] {{ background: transparent; border: 1px solid transparent; color: {accent};
  text-align: left; padding: 0 6px; }}
QPushButton[link="true"]:hover {{ background: {wash}; color: {on_wash}; }}
QPushButton[link="true"]:focus {{ border: 1px solid {accent}; }}
QPushButton[number] {{ background: transparent; border: none; border-bottom: 2px solid transparent;
  border-radius: 0; padding: 0; min-height: 1.6em; text-align: left; }}
QPushButton[number="right"] {{ text-align: right; }}
QPushButton[number]:hover:enabled, QPushButton[number]:focus {{ color: {accent};
  border-bottom: 2px solid {accent}; padding: 0; }}
QPushButton[number]:disabled {{ background: transparent; border: none; }}
QLineEdit, QDateEdit, QComboBox, QSpinBox, QPlainTextEdit {{ background: {surface}; color: {text};
  border: 1px solid {border}; border-radius: 6px; padding: 0 8px; min-height: 30px;
  selection-background-color: {accent}; selection-color: {on_accent}; placeholder-text-color: {muted}; }}
QLineEdit:focus, QDateEdit:focus, QComboBox:focus, QSpinBox:focus, QPlainTextEdit:focus {{
  border: 2px solid {accent}; padding: 0 7px; }}
QLineEdit[refused="true"] {{ border: 2px solid {error}; }}
QPlainTextEdit {{ padding: 6px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 26px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: none; width: 0; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QListView#choices, QComboBox QAbstractItemView {{ background: {surface}; color: {text};
  border: 1px solid {border};
  outline: none; selection-background-color: {wash}; selection-color: {on_wash}; }}
QListView#choices::item, QComboBox QAbstractItemView::item {{ min-height: 28px; padding: 0 10px; }}
QTableView {{ background: {surface}; border: none; outline: none; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: none;
  border-bottom: 1px solid {line}; padding: 0 12px; }}
QTableView QLineEdit, QTableView QComboBox, QTableView QDateEdit {{ border-radius: 0; min-height: 0;
  border: 2px solid {accent}; padding: 0 8px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {line}; padding-top: 14px; }}
QTabBar::tab {{ background: transparent; color: {muted}; border: none; border-bottom: 3px solid transparent;
  padding: 7px 4px; margin-right: 22px; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QTabBar QToolButton {{ background: {surface}; border: 1px solid {border}; border-radius: 4px; }}
QTabBar::tab:focus {{ color: {accent}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {border}; border-radius: 3px; margin: 3px; min-height: 28px;
  min-width: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

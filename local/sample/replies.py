"""What readers wrote back to the sample publication's last letter: who, and their words."""

REPLIES = (
    ("valentina", "Could you write about making friends in a new city?"),
    ("maria", "Could you write about saying no to plans without feeling guilty?"),
    ("lise", "hi mina! please write about saying no to plans without feeling guilty."),
    ("katherine", "please write about keeping a small promise to yourself"),
    ("joan", "Could you write about keeping a small promise to yourself? I keep breaking mine."),
    ("hedy", "Could you write about being the quiet one in a loud group?"),
    ("grace", "i read this twice before getting up. thank you, really 🌙"),
    ("emmy", "Please write about keeping a small promise to yourself."),
)

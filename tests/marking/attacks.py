"""What hostile students put into a cell; none of it gives a right answer, so that any point it earns was stolen.

`{name}` is the answer's name; `{outside}` a file that must not come to be; `{port}` a server that must not be called.
"""

CELLS = {
    "infinite loop": "while True:\n    pass\n{name} = 1",
    "sys.exit": "import sys\nsys.exit(0)\n{name} = 1",
    "os._exit": "import os\nos._exit(0)\n{name} = 1",
    "exit()": "exit()\n{name} = 1",
    "100 MB of print": "for _ in range(100):\n    print('x' * 1_000_000)\n{name} = -1",
    "files outside its folder": """
from pathlib import Path
for place in ('{outside}', '../../owned', '/tmp/owned'):
    try:
        Path(place).write_text('owned')
    except OSError:
        pass
{name} = -1""",
    "environment read": "import os\n{name} = os.environ.get('KIT_SECRET', '') + str(dict(os.environ))",
    "solutions read": """
from pathlib import Path
{name} = ['read'] + [path.read_text() for path in Path('{solutions}').rglob('*.ipynb')]""",
    "network tried": "import urllib.request\n{name} = urllib.request.urlopen('http://127.0.0.1:{port}/').read()",
    "processes without end": "import os\nwhile True:\n    os.fork()\n{name} = 1",
    "memory without end": "a = []\nwhile True:\n    a.append(bytes(100_000_000))\n{name} = 1",
    "forged result": """
import os
for handle in range(3, 64):
    try:
        os.write(handle, b'{{"value": 15, "points": 15}}')
    except OSError:
        pass
os._exit(0)
{name} = 1""",
}

# Beyond the forty: the same must hold for these.
MORE = {
    "100 MB as answer": "{name} = 'x' * 100_000_000",
    "solutions searched for": """
import os
every = [os.path.join(a, f) for a, _, b in os.walk('/') for f in b]
{name} = [f for f in every if f.endswith('.ipynb') and '/ex' in f]""",
    "sealed keys": "import memo\n{name} = open(memo.__path__[0] + '/data/exercises.json').read()",
    "an object that is equal to all": """
class Any(str):
    def __eq__(self, other):
        return True
    __hash__ = str.__hash__
{name} = Any('?')""",
    "a value too deep to read": "{name} = " + "[" * 5_000 + "]" * 5_000,
    "a value too deep to pack": "{name} = a = []\nfor _ in range(99):\n    a.append([])\n    a = a[0]",
    "parents killed": "import os\nfor parent in (1, os.getppid()):\n    os.kill(parent, 9)\n{name} = -1",
    "a socket": "import socket\n{name} = str(socket.socket(socket.AF_UNIX))",
    "a program": "import subprocess\n{name} = subprocess.check_output(['id']).decode()",
    "a program in its place": "import os\nos.execv('/usr/bin/id', ['id'])\n{name} = 1",
    "its home filled": """
for number in range(1000):
    with open(f'/scratch/{{number}}', 'wb') as file:
        file.write(bytes(4_000_000))
{name} = -1""",
    "limits raised": "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (-1, -1))\n{name} = 1",
}

"""What kit.py is made of, and the settings it gives JupyterLab; needs nothing but Python itself."""

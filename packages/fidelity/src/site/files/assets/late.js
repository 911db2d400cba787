document.body.append("The script was here.");

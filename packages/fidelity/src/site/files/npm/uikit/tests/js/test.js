// In the place of a script that UIkit's package does not have: it loads what its pages show.
document.write(
  '<link rel="stylesheet" href="../dist/css/uikit.css">' +
    '<script src="../dist/js/uikit.js"></script><script src="../dist/js/uikit-icons.js"></script>',
);

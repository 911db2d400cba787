/** A page in the dashboard's clothes that shows the other application in a frame. */
export function renderFramePage(apiDocs: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Parcel API</title>
<link rel="stylesheet" href="/plugins/fontawesome-free/css/all.min.css">
<link rel="stylesheet" href="/dist/css/adminlte.min.css">
</head>
<body class="layout-top-nav">
<div class="wrapper">
<nav class="main-header navbar navbar-expand navbar-white navbar-light">
<a class="navbar-brand" href="/index.html">AdminLTE 3</a>
</nav>
<div class="content-wrapper p-4">
<div class="card">
<div class="card-header"><h3 class="card-title">Parcel API</h3></div>
<div class="card-body p-0">
<iframe id="api-docs" title="Parcel API" src="${apiDocs}/" width="100%" height="540"
  style="border: 0"></iframe>
</div>
</div>
<div class="form-group">
<label for="note">Note for the team</label>
<input id="note" class="form-control" placeholder="What did you try?">
</div>
</div>
</div>
</body>
</html>
`;
}

/** The service that stands for the server: whatever host a client calls, it calls the server. */
export default {
  fetch(request, env) {
    const { pathname, search } = new URL(request.url);
    const moved = new Request(`${env.SERVER}${pathname}${search}`, request);
    moved.headers.set("authorization", `Bearer ${env.TOKEN}`);
    return fetch(moved);
  },
};

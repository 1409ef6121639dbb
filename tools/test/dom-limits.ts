import { configure } from "@testing-library/react";

// A busy machine paints late; what is right is found as soon as it is there.
configure({ asyncUtilTimeout: 30_000 });

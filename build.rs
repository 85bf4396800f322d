//! Tells the compiler whether a template of the caller's own is to be built in (for benches).

fn main() {
    println!("cargo:rerun-if-env-changed=PHIEU_EXTRA_TEMPLATE");
    println!("cargo:rustc-check-cfg=cfg(extra_template)");
    if let Ok(path) = std::env::var("PHIEU_EXTRA_TEMPLATE") {
        println!("cargo:rerun-if-changed={path}");
        println!("cargo:rustc-cfg=extra_template");
    }
}

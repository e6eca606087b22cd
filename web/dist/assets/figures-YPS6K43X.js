import{A as i,D as t}from"./chunk-3TDWSI35.js";function e(){return i(t,{children:"This screen is being built."})}export{e as default};
